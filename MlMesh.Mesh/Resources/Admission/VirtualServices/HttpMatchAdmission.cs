namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks the match blocks of an HTTP rule.</summary>
internal static class HttpMatchAdmission
{
    /// <summary>Istio turns this into a match on presence, although RE2 refuses it.</summary>
    private const string AnyValue = "*";

    public static void Check(IReadOnlyList<HttpMatchRequest> matches, string route, AdmissionReport report)
    {
        for (var i = 0; i < matches.Count; i++)
        {
            var field = $"{route}.match[{i}]";
            CheckHeaders(matches[i], field, report);
            CheckParts(matches[i], field, report);
            CheckCaller(matches[i], field, report);
        }
    }

    private static void CheckHeaders(HttpMatchRequest match, string field, AdmissionReport report)
    {
        foreach (var (name, value) in match.Headers)
        {
            CheckName(name, $"{field}.headers", report);
            Patterns.CheckMatch(report, $"{field}.headers[{name}]", value, "headers");
        }

        foreach (var (name, value) in match.WithoutHeaders)
        {
            CheckName(name, $"{field}.withoutHeaders", report);
            if (value.Regex != AnyValue)
                Patterns.CheckMatch(report, $"{field}.withoutHeaders[{name}]", value, "withoutHeaders");
        }
    }

    private static void CheckParts(HttpMatchRequest match, string field, AdmissionReport report)
    {
        // Only the path may have an empty prefix.
        Patterns.CheckRegex(report, field + ".uri", match.Uri, "uri");
        Patterns.CheckMatch(report, field + ".scheme", match.Scheme, "scheme");
        Patterns.CheckMatch(report, field + ".method", match.Method, "method");
        Patterns.CheckMatch(report, field + ".authority", match.Authority, "authority");
        foreach (var (name, value) in match.QueryParams)
            Patterns.CheckMatch(report, $"{field}.queryParams[{name}]", value, "queryParams");
    }

    private static void CheckCaller(HttpMatchRequest match, string field, AdmissionReport report)
    {
        if (match.Port != 0)
            Values.Port(report, field + ".port", match.Port);
        Labels.Check(report, field + ".sourceLabels", match.SourceLabels);
        GatewayNames.Check(report, field + ".gateways", match.Gateways, warn: false);
        if (match.SourceNamespace.Length > 0)
            report.ErrorIf(!DnsNames.IsLabel(match.SourceNamespace), field + ".sourceNamespace", $"sourceNamespace match {match.SourceNamespace} is invalid");
    }

    private static void CheckName(string name, string field, AdmissionReport report)
    {
        if (!ClaimRouting.IsClaim(name))
            report.ErrorIf(field, HeaderNames.MatchFault(name));
    }
}
