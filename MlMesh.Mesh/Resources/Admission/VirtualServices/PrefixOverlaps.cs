namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Warns about a path prefix that a shorter one before it already takes, when port, method, authority, headers and parameters do not tell them apart.</summary>
internal static class PrefixOverlaps
{
    public static void Report(IReadOnlyList<HttpRoute> routes, AdmissionReport report)
    {
        var matches = PrefixMatches(routes);
        for (var i = 0; i < matches.Count; i++)
        {
            for (var j = i + 1; j < matches.Count; j++)
            {
                var (first, later) = (matches[i], matches[j]);
                if (first.Prefix == later.Prefix || !later.Prefix.StartsWith(first.Prefix, StringComparison.Ordinal) || !Covers(first.Match, later.Match))
                    continue;

                report.Warning(
                    later.Field,
                    $"virtualService rule {later.Rule} match {later.Name} of prefix {later.Prefix} is not used (duplicate/overlapping match in rule {first.Name} of prefix {first.Prefix} on {first.Rule})");
            }
        }
    }

    private static List<(string Rule, string Name, string Prefix, HttpMatchRequest Match, string Field)> PrefixMatches(IReadOnlyList<HttpRoute> routes)
    {
        var found = new List<(string, string, string, HttpMatchRequest, string)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < routes.Count; i++)
        {
            for (var j = 0; j < routes[i].Match.Count; j++)
            {
                var match = routes[i].Match[j];
                if (seen.Add(MatchKeys.Of(match)) && match.Uri?.Prefix is { Length: > 0 } prefix)
                    found.Add((UnreachableRules.Name(routes[i].Name, i), UnreachableRules.Name(match.Name, j), prefix, match, $"spec.http[{i}].match[{j}]"));
            }
        }

        return found;
    }

    private static bool Covers(HttpMatchRequest first, HttpMatchRequest later) =>
        first.Port == later.Port
        && Covers(Method(first), Method(later))
        && Covers(Text(first.Authority), Text(later.Authority))
        && Covers(first.Headers, later.Headers)
        && Covers(first.QueryParams, later.QueryParams)
        && Covers(first.WithoutHeaders, later.WithoutHeaders);

    private static bool Covers(IReadOnlyDictionary<string, StringMatch> first, IReadOnlyDictionary<string, StringMatch> later) =>
        first.Count == later.Count && first.All(pair => later.TryGetValue(pair.Key, out var other) && Covers(Text(pair.Value), Text(other)));

    private static bool Covers(string first, string later) => first.StartsWith(later, StringComparison.Ordinal);

    /// <summary>Istio takes a missing method for GET here.</summary>
    private static string Method(HttpMatchRequest match) => Text(match.Method) is { Length: > 0 } stated ? stated : "exact:GET";

    private static string Text(StringMatch? match) => match switch
    {
        { Exact: { Length: > 0 } exact } => "exact:" + exact,
        { Prefix: { Length: > 0 } prefix } => "prefix:" + prefix,
        _ => "",
    };
}
