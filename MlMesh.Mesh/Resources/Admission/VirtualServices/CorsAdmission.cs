namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks a cross-origin policy.</summary>
internal static class CorsAdmission
{
    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE",
    };

    public static void Check(CorsPolicy policy, string field, AdmissionReport report)
    {
        for (var i = 0; i < policy.AllowOrigins.Count; i++)
        {
            var origin = policy.AllowOrigins[i];
            var text = origin.Exact ?? origin.Prefix ?? origin.Regex ?? "";
            if (text.Length == 0)
                report.Error($"{field}.allowOrigins[{i}]", "'' is not a valid match type for CORS allow origins");
            else
                Patterns.CheckRegex(report, $"{field}.allowOrigins[{i}]", origin, "corsPolicy.allowOrigins");
        }

        foreach (var method in policy.AllowMethods)
            report.ErrorIf(!Methods.Contains(method), field + ".allowMethods", $"\"{method}\" is not a supported HTTP method");
        CheckNames(policy.AllowHeaders, field + ".allowHeaders", report);
        CheckNames(policy.ExposeHeaders, field + ".exposeHeaders", report);
        Values.Duration(report, field + ".maxAge", policy.MaxAge);
        report.ErrorIf(policy.MaxAge?.Ticks % TimeSpan.TicksPerSecond > 0, field + ".maxAge", "max_age duration is accurate only to seconds precision");
    }

    private static void CheckNames(IReadOnlyList<string> names, string field, AdmissionReport report)
    {
        foreach (var name in names.Where(name => name != "*"))
            report.ErrorIf(field, HeaderNames.Fault(name));
    }
}
