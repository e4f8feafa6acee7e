using MlMesh.Mesh.RegularExpressions;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Regular expressions of VirtualServices.</summary>
internal sealed class RegexAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.InvalidRegexp];

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            for (var i = 0; i < service.Http.Count; i++)
                Check(context, service, service.Http[i], i);
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, HttpRoute rule, int index)
    {
        for (var j = 0; j < rule.Match.Count; j++)
        {
            var match = rule.Match[j];
            foreach (var (name, value) in new[] { ("uri", match.Uri), ("scheme", match.Scheme), ("method", match.Method), ("authority", match.Authority) })
                Check(context, service, value, name, FieldPath.Of("spec", "http", index, "match", j, name, "regex"));
            foreach (var (name, value) in match.Headers)
                Check(context, service, value, "headers", FieldPath.Of("spec", "http", index, "match", j, "headers", name, "regex"));
            foreach (var (name, value) in match.QueryParams)
                Check(context, service, value, "queryParams", FieldPath.Of("spec", "http", index, "match", j, "queryParams", name, "regex"));
        }

        for (var j = 0; j < rule.CorsPolicy?.AllowOrigins.Count; j++)
            Check(context, service, rule.CorsPolicy.AllowOrigins[j], "corsPolicy.allowOrigins", FieldPath.Of("spec", "http", index, "corsPolicy", "allowOrigins", j, "regex"));
    }

    private static void Check(AnalysisContext context, VirtualService service, StringMatch? match, string where, FieldPath path)
    {
        if (match?.Regex is { Length: > 0 } pattern && !Re2.IsValid(pattern, out var fault))
            context.Report(IstioCodes.InvalidRegexp, service, path, $"Field \"{where}\" regular expression invalid: \"{pattern}\" ({fault})");
    }
}
