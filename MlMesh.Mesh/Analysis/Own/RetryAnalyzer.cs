using MlMesh.Mesh.RegularExpressions;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Own;

/// <summary>Retries of requests that the application may have carried out already.</summary>
internal sealed class RetryAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [OwnCodes.RetryOfNonIdempotentMethod];

    private static readonly string[] NonIdempotent = ["POST", "PATCH"];

    /// <summary>Conditions under which the application has not seen the request.</summary>
    private static readonly string[] Harmless = ["connect-failure", "refused-stream", "unavailable", "cancelled", "resource-exhausted", "reset-before-request", "envoy-ratelimited"];

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            for (var i = 0; i < service.Http.Count; i++)
                Check(context, service, service.Http[i], FieldPath.Of("spec", "http", i, "retries"));
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, HttpRoute rule, FieldPath path)
    {
        if (rule.Retries is not { Attempts: > 0, RetryOn.Length: > 0 } retries)
            return;

        var conditions = retries.RetryOn.Split(',').Where(condition => !Harmless.Contains(condition)).ToList();
        var method = rule.Match.Select(match => match.Method).Where(match => match is not null).SelectMany(match => NonIdempotent.Where(method => Takes(match!, method))).FirstOrDefault();
        if (conditions.Count > 0 && method is not null)
            context.ReportAt(OwnCodes.RetryOfNonIdempotentMethod, service, path, $"{method} is repeated on {string.Join(", ", conditions)}, when the application may have carried it out");
    }

    private static bool Takes(StringMatch match, string method)
    {
        if (match.Exact is { } exact)
            return exact == method;
        if (match.Prefix is { } prefix)
            return method.StartsWith(prefix, StringComparison.Ordinal);
        return match.Regex is { } pattern && Re2.IsValid(pattern, out _) && Re2.FullMatch(pattern).IsMatch(method);
    }
}
