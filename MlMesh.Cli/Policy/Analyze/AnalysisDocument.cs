using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Analysis;

namespace MlMesh.Cli.Policy.Analyze;

/// <summary>The JSON of <c>mlmesh policy analyze --json</c>; docs/policy.md describes it. Fields are only ever added.</summary>
internal sealed record AnalysisDocument(string Schema, IReadOnlyList<FindingDocument> Findings, int Suppressed, IReadOnlyList<string> Assumptions)
{
    public static AnalysisDocument Of(AnalysisResult result) => new("mlmesh.policy.analyze/1", [.. result.Findings.Select(FindingDocument.Of)], result.Suppressed, result.Assumptions);
}
