using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.Routing.Patterns;

namespace MlMesh.ServiceDefaults.Routing;

/// <summary>
/// Takes a path for an endpoint's only if it is written like it: same letter case, no slash added at the end. ASP.NET Core is generous in both, while policies
/// of the mesh compare exactly; what a policy takes for another path than <c>/metrics</c> must be another path to the service too.
/// </summary>
internal sealed class ExactPaths : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => endpoint is RouteEndpoint);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var path = httpContext.Request.Path.Value ?? "";
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && candidates[i].Endpoint is RouteEndpoint { RoutePattern: var pattern } && !IsExact(path, pattern))
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }

    private static bool IsExact(ReadOnlySpan<char> path, RoutePattern pattern)
    {
        path = path.StartsWith('/') ? path[1..] : path;
        foreach (var segment in pattern.PathSegments)
        {
            if (segment is { IsSimple: true, Parts: [RoutePatternParameterPart { IsCatchAll: true }] })
                return true;
            var slash = path.IndexOf('/');
            if (segment is { IsSimple: true, Parts: [RoutePatternLiteralPart literal] } && !(slash < 0 ? path : path[..slash]).SequenceEqual(literal.Content))
                return false;
            if (slash < 0)
                return true;
            path = path[(slash + 1)..];
            if (path.IsEmpty)
                return segment != pattern.PathSegments[^1];
        }

        return path.IsEmpty;
    }
}
