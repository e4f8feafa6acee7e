using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Explaining;

/// <summary>Finds where routes are written.</summary>
public static class RouteSources
{
    /// <summary>File and line of a route's match block, or of its rule when that has none; null when no VirtualService states it.</summary>
    /// <param name="resources">The resources that the route was made from.</param>
    /// <param name="origin">The route's origin.</param>
    public static SourceLocation? Locate(MeshResources resources, RouteOrigin? origin)
    {
        if (origin is null || Service(resources, origin) is not { } service)
            return null;
        var rule = Item(service.Document?["spec"]?["http"], origin.Rule);
        var node = Item(rule?["match"], origin.Match) ?? rule;
        return node is null ? service.Location : service.Location with { Line = node.Line };
    }

    /// <summary>The rule that a route was made from, as its VirtualService states it; null when none does.</summary>
    /// <param name="resources">The resources that the route was made from.</param>
    /// <param name="origin">The route's origin.</param>
    public static YamlNode? Rule(MeshResources resources, RouteOrigin? origin) => origin is null ? null : Item(Service(resources, origin)?.Document?["spec"]?["http"], origin.Rule);

    private static VirtualService? Service(MeshResources resources, RouteOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(resources);
        return resources.VirtualServices.FirstOrDefault(service => service.Name == origin.Name && service.Namespace == origin.Namespace);
    }

    private static YamlNode? Item(YamlNode? list, int index) => list is YamlSequence sequence && index >= 0 && index < sequence.Items.Count ? sequence.Items[index] : null;
}
