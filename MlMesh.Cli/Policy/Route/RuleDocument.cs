using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Cli.Policy.Route;

/// <summary>A rule that was tried, or that has no route here, in JSON.</summary>
internal sealed record RuleDocument(string Name, string? VirtualService, int? Rule, int? Match, string? File, int? Line, bool Matched, string? Reason)
{
    public static RuleDocument Of(MeshResources resources, string name, RouteOrigin? origin, bool matched, string? reason)
    {
        var location = RouteSources.Locate(resources, origin);
        return new RuleDocument(name, origin is null ? null : $"{origin.Namespace}/{origin.Name}", origin?.Rule, origin is { Match: >= 0 } ? origin.Match : null, location?.File, location?.Line, matched, reason);
    }
}
