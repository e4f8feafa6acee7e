using MlMesh.Cli.Policy.Output;

namespace MlMesh.Cli.Policy.Test;

/// <summary>The JSON of <c>mlmesh policy test --json</c>; docs/policy.md describes it. Fields are only ever added.</summary>
internal sealed record TestDocument(string Schema, bool Passed, int Tests, int Failed, CoverageDocument Coverage, IReadOnlyList<TestFileDocument> Files)
{
    public static TestDocument Of(TestRunResult run) => new(
        "mlmesh.policy.test/1",
        run.Passed,
        run.Results.Count(),
        run.Results.Count(result => !result.Passed),
        CoverageDocument.Of(run.Coverage),
        [.. run.Files.Select(file => new TestFileDocument(
            file.File,
            [.. file.Errors.Select(FindingDocument.Of)],
            [.. file.Results.Select(result => new TestResultDocument(result.Test.Name, result.Test.Location.Line, result.Passed, [.. result.Failures.Select(FailureDocument.Of)]))],
            file.Assumptions))]);
}
