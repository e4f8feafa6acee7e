using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>Applies a route's changes to answers, the proxy's own included.</summary>
internal static class ResponseTransforms
{
    /// <summary>Applies the changes of the drawn destination, or, when none was drawn, of the route.</summary>
    public static void Apply(Exchange exchange, RouteDecision decision, MeshResponse response)
    {
        var transforms = decision.Destination?.ResponseHeaders ?? decision.Route?.ResponseHeaders ?? [];
        if (transforms.IsEmpty)
            return;
        var substitutions = new Substitutions(exchange, response);
        foreach (var transform in transforms)
            transform.Apply(response.Headers, substitutions);
    }
}
