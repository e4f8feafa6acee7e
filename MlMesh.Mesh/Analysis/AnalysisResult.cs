using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis;

/// <summary>What an analysis found.</summary>
/// <param name="Findings">The findings by file, line and code, each with its code and remedy.</param>
/// <param name="Suppressed">How many more were left out, by annotations or options.</param>
/// <param name="Assumptions">What was missed and taken to exist, such as <c>Pods of namespace ml</c>; empty unless <see cref="AnalysisOptions.AssumeMissing"/>.</param>
public sealed record AnalysisResult(IReadOnlyList<Finding> Findings, int Suppressed, IReadOnlyList<string> Assumptions);
