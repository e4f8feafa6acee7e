using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Cli.Policy.Simulate;

/// <summary>The shares that a policy means, of all requests as the draws are.</summary>
internal static class ExpectedShares
{
    /// <summary>The share of the requests that no injected fault answers: only those are forwarded and copied.</summary>
    public static double Passing(this Simulation simulation) => 1 - ((simulation.Answer.Route?.Fault?.Abort?.Share.Millionths ?? 0) / 1e6);
}
