using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Kubernetes labels, and selectors by them.</summary>
internal static partial class Labels
{
    private const int MaxNameLength = 63;
    private const int MaxPrefixLength = 253;
    private const string DnsLabel = "[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?";
    private const string QualifiedName = "(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

    [GeneratedRegex(@"^(?<prefix>" + DnsLabel + @"(?:\." + DnsLabel + @")*/)?(?<name>" + QualifiedName + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key { get; }

    [GeneratedRegex(@"^(?:" + QualifiedName + @")?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Value { get; }

    public static void Check(AdmissionReport report, string field, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, value) in labels)
        {
            var match = Key.Match(key);
            report.ErrorIf(!match.Success || match.Groups["prefix"].Length > MaxPrefixLength + 1 || match.Groups["name"].Length > MaxNameLength, field, $"invalid tag key: \"{key}\"");
            report.ErrorIf(value.Length > MaxNameLength || !Value.IsMatch(value), field, $"invalid tag value: \"{value}\"");
        }
    }

    /// <summary>Checks a selector; returns whether it is sound.</summary>
    public static bool CheckSelector(AdmissionReport report, string field, IReadOnlyDictionary<string, string> labels)
    {
        var before = report.Findings.Count;
        foreach (var (key, value) in labels)
        {
            report.ErrorIf(key.Length == 0, field, $"empty key is not supported in selector: \"{key}={value}\"");
            report.ErrorIf(key.Contains('*', StringComparison.Ordinal) || value.Contains('*', StringComparison.Ordinal), field, $"wildcard is not supported in selector: \"{key}={value}\"");
        }

        return report.Findings.Count == before;
    }

    /// <summary>Checks an optional selector; one without labels gets a warning.</summary>
    public static void CheckSelector(AdmissionReport report, string field, MatchLabelsSelector? selector)
    {
        if (selector is null)
            return;

        CheckSelector(report, field + ".matchLabels", selector.MatchLabels);
        if (selector.MatchLabels.Count == 0)
            report.Warning(field, "workload selector specified without labels");
    }
}
