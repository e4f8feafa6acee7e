using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Cli.Policy.Route;

/// <summary>Retries in JSON; durations as Go writes them.</summary>
internal sealed record RetriesDocument(int Attempts, string RetryOn, string? PerTryTimeout, string BackoffBase)
{
    public static RetriesDocument? Of(RetryPolicy? policy) => policy is null
        ? null
        : new RetriesDocument(policy.Attempts, policy.RetryOn, policy.PerTryTimeout is { } limit ? GoDuration.Format(limit) : null, GoDuration.Format(policy.BackoffBase));
}
