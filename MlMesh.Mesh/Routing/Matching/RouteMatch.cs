using System.Collections.Immutable;

namespace MlMesh.Mesh.Routing.Matching;

/// <summary>The compiled condition of a route. All parts must hold.</summary>
public sealed class RouteMatch
{
    /// <summary>Every request.</summary>
    public static RouteMatch Everything { get; } = new();

    /// <summary>What the path (without query) must be; none takes every path.</summary>
    public ValueMatcher? Path { get; init; }

    /// <summary>What headers must be; method, authority and scheme are among them by their pseudo-header names.</summary>
    public ImmutableArray<HeaderCondition> Headers { get; init; } = [];

    /// <summary>What claims of the verified token must be.</summary>
    public ImmutableArray<ClaimCondition> Claims { get; init; } = [];

    /// <summary>What query parameters must be.</summary>
    public ImmutableArray<QueryCondition> Query { get; init; } = [];

    /// <summary>It takes every request, so nothing behind it is ever reached.</summary>
    public bool IsCatchAll => Headers.IsEmpty && Claims.IsEmpty && Query.IsEmpty && (Path is null || Path is { Kind: ValueMatchKind.Regex, Value: ".*" });

    /// <summary>Evaluates the condition; allocates nothing unless a repeated header is compared.</summary>
    public bool Matches(in RequestHead request)
    {
        if (Path is not null && !Path.Matches(request.PathWithoutQuery))
            return false;
        foreach (var header in Headers)
        {
            if (!header.Matches(request))
                return false;
        }
        foreach (var claim in Claims)
        {
            if (!claim.Matches(request))
                return false;
        }
        foreach (var parameter in Query)
        {
            if (!parameter.Matches(request.Query))
                return false;
        }
        return true;
    }

    /// <summary>The first part that does not hold, in words; none when all do.</summary>
    public string? Mismatch(in RequestHead request)
    {
        if (Path is not null && !Path.Matches(request.PathWithoutQuery))
            return $"path '{request.PathWithoutQuery}' is not {Path}";
        foreach (var header in Headers)
        {
            if (!header.Matches(request))
                return header.Describe(request);
        }
        foreach (var claim in Claims)
        {
            if (!claim.Matches(request))
                return claim.Describe(request);
        }
        foreach (var parameter in Query)
        {
            if (!parameter.Matches(request.Query))
                return $"query parameter '{parameter.Name}' is not {parameter.Value}";
        }
        return null;
    }
}
