using MlMesh.Cli.Policy.Output;

namespace MlMesh.Cli.Policy.Test;

/// <summary>A test file in JSON.</summary>
internal sealed record TestFileDocument(string File, IReadOnlyList<FindingDocument> Errors, IReadOnlyList<TestResultDocument> Tests, IReadOnlyList<string> Assumptions);
