using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>Applies a route's changes to answers, the proxy's own included.</summary>
internal static class ResponseTransforms
{
    /// <summary>Applies what filters add, and the changes of the drawn destination, or, when none was drawn, of the route.</summary>
    public static void Apply(Exchange exchange, RouteDecision decision, MeshResponse response)
    {
        if (exchange.AnswerHeaders is { } added)
        {
            foreach (var (name, value) in added.Fields)
                response.Headers.Append(name, value);
        }

        var transforms = decision.Destination?.ResponseHeaders ?? decision.Route?.ResponseHeaders ?? [];
        if (transforms.IsEmpty)
            return;
        var substitutions = new Substitutions(exchange, response);
        foreach (var transform in transforms)
            transform.Apply(response.Headers, substitutions);
    }
}
