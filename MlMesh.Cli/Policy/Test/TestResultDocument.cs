namespace MlMesh.Cli.Policy.Test;

/// <summary>A test in JSON.</summary>
internal sealed record TestResultDocument(string Name, int Line, bool Passed, IReadOnlyList<FailureDocument> Failures);
