namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>The proxy's own cluster name (<c>app.namespace</c>) under the key <c>source_cluster</c>, or that of the drawn destination under <c>destination_cluster</c>.</summary>
/// <param name="IsSource">Which of the two.</param>
public sealed record ClusterAction(bool IsSource) : RateLimitAction
{
    internal static ClusterAction? Read(EnvoyMessage? message, bool isSource)
    {
        message?.Done();
        return message is null ? null : new ClusterAction(isSource);
    }
}
