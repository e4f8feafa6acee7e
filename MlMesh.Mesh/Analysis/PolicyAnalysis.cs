using MlMesh.Mesh.Analysis.Admission;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis;

/// <summary>
/// Finds what is wrong with a policy, by the codes of Istio 1.30.3's analyzers (the full set, as with a cluster at hand), of Kiali, and of our own.
/// </summary>
public static class PolicyAnalysis
{
    /// <summary>Every code that may be found, ordered by code.</summary>
    public static IReadOnlyList<FindingCode> Codes { get; } =
    [
        .. Analyzers.All.SelectMany(analyzer => analyzer.Codes).Concat(ReadingFindings.Codes).DistinctBy(code => code.Code).OrderBy(code => code.Code, StringComparer.Ordinal),
    ];

    /// <summary>Analyzes resources; time and memory grow linearly with them.</summary>
    /// <param name="loads">Read files. A resource that appears twice counts in its later form.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public static AnalysisResult Analyze(IEnumerable<LoadResult> loads, AnalysisOptions? options = null)
    {
        options ??= new AnalysisOptions();
        var read = loads.ToList();
        var context = new AnalysisContext(new ResourceSet(read), options);
        ReadingFindings.Report(read, context);
        foreach (var analyzer in Analyzers.All)
            analyzer.Analyze(context);

        var kept = context.Findings.Where(found => !IsSuppressed(found.Resource, found.Finding, options)).Select(found => found.Finding).ToList();
        return new AnalysisResult(
            [
                .. kept.OrderBy(finding => finding.Location.File, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Location.Line)
                    .ThenBy(finding => finding.Code, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Message, StringComparer.Ordinal),
            ],
            context.Findings.Count - kept.Count,
            context.Assumes.Made);
    }

    private static bool IsSuppressed(MeshResource? resource, Finding finding, AnalysisOptions options) =>
        (resource is not null && SuppressAnnotation.Covers(resource, finding.Code!)) || options.Suppressions.Any(suppression => suppression.Covers(finding));
}
