using System.Text;
using MlMesh.Mesh.RegularExpressions;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks RE2 patterns and the string matches that hold them.</summary>
internal static class Patterns
{
    private const int MaxLength = 1024;

    public static void Check(AdmissionReport report, string field, string pattern, string where)
    {
        if (Encoding.UTF8.GetByteCount(pattern) > MaxLength)
            report.Error(field, $"\"{where}\": regex is too large, max length allowed is {MaxLength}");
        else if (!Re2.IsValid(pattern, out var fault))
            report.Error(field, $"\"{where}\": {fault}; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)");
    }

    public static void CheckRegex(AdmissionReport report, string field, StringMatch? match, string where)
    {
        if (match?.Regex is not { } pattern)
            return;

        if (pattern.Length == 0)
            report.Error(field + ".regex", $"\"{where}\": regex string match should not be empty");
        else
            Check(report, field + ".regex", pattern, where);
    }

    /// <summary>Checks a match for which an empty prefix is not allowed either.</summary>
    public static void CheckMatch(AdmissionReport report, string field, StringMatch? match, string where)
    {
        report.ErrorIf(match?.Prefix is { Length: 0 }, field + ".prefix", $"\"{where}\": prefix string match should not be empty");
        CheckRegex(report, field, match, where);
    }
}
