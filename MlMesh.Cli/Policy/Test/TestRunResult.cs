using MlMesh.Mesh.PolicyTests;
using MlMesh.Mesh.PolicyTests.Coverage;

namespace MlMesh.Cli.Policy.Test;

/// <summary>How a run went.</summary>
/// <param name="Files">File by file.</param>
/// <param name="Coverage">The routes that were met.</param>
internal sealed record TestRunResult(IReadOnlyList<TestFileResult> Files, RouteCoverage Coverage)
{
    public IEnumerable<PolicyTestResult> Results => Files.SelectMany(file => file.Results);

    public bool Passed => Files.All(file => file.Errors.Count == 0) && Results.All(result => result.Passed);
}
