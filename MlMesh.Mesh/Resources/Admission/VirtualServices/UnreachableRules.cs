namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Warns about rules and matches that an earlier one leaves without effect.</summary>
internal static class UnreachableRules
{
    public static void Report(VirtualService service, AdmissionReport report)
    {
        Report("http", [.. service.Http.Select((route, i) => Rule(route, i))], report);
        Report("tcp", [.. service.Tcp.Select((route, i) => (Name(null, i), Matches(route.Match, MatchKeys.Of)))], report);
        Report("tls", [.. service.Tls.Select((route, i) => (Name(null, i), Matches(route.Match, MatchKeys.Of)))], report);
        PrefixOverlaps.Report(service.Http, report);
    }

    /// <summary>How Istio names a rule or match in its warnings.</summary>
    public static string Name(string? name, int index) => string.IsNullOrEmpty(name) ? $"#{index}" : $"\"{name}\"";

    private static (string Name, IReadOnlyList<(string Name, string Key)> Matches) Rule(HttpRoute route, int index) =>
        (Name(route.Name, index), [.. route.Match.Select((match, i) => (Name(match.Name, i), MatchKeys.Of(match)))]);

    private static IReadOnlyList<(string Name, string Key)> Matches<T>(IReadOnlyList<T> matches, Func<T, string> key) =>
        [.. matches.Select((match, i) => (Name(null, i), key(match)))];

    private static void Report(string kind, IReadOnlyList<(string Name, IReadOnlyList<(string Name, string Key)> Matches)> rules, AdmissionReport report)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var hasCatchAll = false;
        for (var i = 0; i < rules.Count; i++)
        {
            var (name, matches) = rules[i];
            var field = $"spec.{kind}[{i}]";
            if (hasCatchAll)
                report.Warning(field, $"virtualService rule {name} not used ({(matches.Count == 0 ? "only the last rule can have no matches" : "route without matches defined before")})");
            if (matches.Count == 0)
            {
                hasCatchAll = true;
                continue;
            }

            var repeated = 0;
            for (var j = 0; j < matches.Count; j++)
            {
                if (seen.TryAdd(matches[j].Key, name))
                    continue;

                repeated++;
                report.Warning($"{field}.match[{j}]", $"virtualService rule {name} match {matches[j].Name} is not used (duplicate/overlapping match in rule {seen[matches[j].Key]})");
            }

            if (repeated == matches.Count)
                report.Warning(field, $"virtualService rule {name} not used (all matches used by prior rules)");
        }
    }
}
