using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Cli.Policy.Route;

/// <summary>A workload behind a destination in JSON.</summary>
internal sealed record WorkloadDocument(string Namespace, string Name, int Port, string? PeerIdentity, string? MutualTls, bool Reached, AuthorizationDocument? Authorization)
{
    public static WorkloadDocument Of(CalleeAnswer callee) => new(
        callee.Workload.Namespace, callee.Workload.Name, callee.Port, callee.PeerIdentity, callee.Mode?.ToString().ToUpperInvariant(), callee.IsReached, AuthorizationDocument.Of(callee.Authorization));
}
