using MlMesh.Mesh.RegularExpressions;

namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A condition on a header (<c>envoy.config.route.v3.HeaderMatcher</c>).</summary>
/// <param name="Name">The header's name in lower case, pseudo-headers included.</param>
/// <param name="Kind">How its value is compared.</param>
/// <param name="Value">What it is compared with; empty for <see cref="TextMatchKind.Present"/>.</param>
/// <param name="IgnoreCase">Whether case does not count.</param>
/// <param name="Invert">Whether the condition is turned around.</param>
/// <param name="MissingIsEmpty">Whether an absent header counts as an empty one; otherwise it matches nothing, even turned around.</param>
public sealed record HeaderMatcher(string Name, TextMatchKind Kind, string Value, bool IgnoreCase, bool Invert, bool MissingIsEmpty)
{
    internal static HeaderMatcher Read(EnvoyMessage message)
    {
        message.Require("name");
        var name = message.Text("name").ToLowerInvariant();
        var invert = message.Flag("invert_match");
        var missing = message.Flag("treat_missing_header_as_empty");
        var (kind, value, ignoreCase) = (TextMatchKind.Present, "", false);
        if (message.Has("present_match"))
            invert ^= !message.Flag("present_match");
        else if (message.Has("string_match"))
            (kind, value, ignoreCase) = ReadText(message.Message("string_match"), "");
        else if (message.Names.Any(field => field.EndsWith("_match", StringComparison.Ordinal) && field is not ("invert_match" or "range_match")))
            (kind, value, ignoreCase) = ReadText(message, "_match");
        message.Done();
        return new HeaderMatcher(name, kind, value, ignoreCase, invert, missing);
    }

    private static (TextMatchKind Kind, string Value, bool IgnoreCase) ReadText(EnvoyMessage? message, string suffix)
    {
        if (message is null)
            return (TextMatchKind.Present, "", false);
        var ignoreCase = suffix.Length == 0 && message.Flag("ignore_case");
        (TextMatchKind, string, bool)? found = null;
        foreach (var (field, kind) in new[] { ("exact", TextMatchKind.Exact), ("prefix", TextMatchKind.Prefix), ("suffix", TextMatchKind.Suffix), ("contains", TextMatchKind.Contains) })
        {
            if (message.Has(field + suffix))
                found = (kind, message.Text(field + suffix), ignoreCase);
        }

        if (message.Message($"safe_regex{suffix}") is { } regex)
            found = (TextMatchKind.Regex, ReadRegex(regex), false);
        if (suffix.Length == 0)
            message.Done();
        if (found is null)
            message.Report.Refused(message.Path, message.Line, "a way to match is required");
        return found ?? (TextMatchKind.Present, "", false);
    }

    private static string ReadRegex(EnvoyMessage message)
    {
        message.Ignore("google_re2");
        message.Require("regex");
        var regex = message.Text("regex");
        message.Done();
        if (!Re2.IsValid(regex, out var fault))
            message.Report.Refused(message.Path, message.Line, $"invalid regex: {fault}");
        return regex;
    }
}
