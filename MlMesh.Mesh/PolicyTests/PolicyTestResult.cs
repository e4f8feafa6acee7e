namespace MlMesh.Mesh.PolicyTests;

/// <summary>How a test went.</summary>
/// <param name="Test">The test.</param>
/// <param name="Failures">What was not as expected; empty when it passed.</param>
public sealed record PolicyTestResult(PolicyTest Test, IReadOnlyList<PolicyTestFailure> Failures)
{
    /// <summary>Everything was as expected.</summary>
    public bool Passed => Failures.Count == 0;
}
