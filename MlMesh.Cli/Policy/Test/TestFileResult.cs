using MlMesh.Mesh.PolicyTests;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Test;

/// <summary>How the tests of a file went.</summary>
/// <param name="File">The file.</param>
/// <param name="Errors">What is wrong with the file or its policy.</param>
/// <param name="Results">The tests.</param>
/// <param name="Assumptions">What was assumed because the policy lacks it.</param>
internal sealed record TestFileResult(string File, IReadOnlyList<Finding> Errors, IReadOnlyList<PolicyTestResult> Results, IReadOnlyList<string> Assumptions);
