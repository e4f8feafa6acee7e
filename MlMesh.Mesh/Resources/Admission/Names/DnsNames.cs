using System.Globalization;
using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Domain names as Istio checks them: RFC 1123 labels of either case, with a wildcard in the first label where one is allowed. Each check returns Istio's reason, or null.</summary>
internal static partial class DnsNames
{
    private const int MaxLabelLength = 63;
    private const int MaxLength = 255;

    [GeneratedRegex(@"^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Label { get; }

    [GeneratedRegex(@"^(\*|(\*|\*-)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WildcardLabel { get; }

    public static bool IsLabel(string name) => name.Length <= MaxLabelLength && Label.IsMatch(name);

    /// <summary>A fully qualified name, without wildcard.</summary>
    public static string? Fqdn(string name) => Length(name) ?? Labels(name);

    /// <summary>A name whose first label may be, or begin with, a wildcard.</summary>
    public static string? WildcardDomain(string name)
    {
        if (Length(name) is { } reason)
            return reason;

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? name : name[..dot];
        if (first.Length > MaxLabelLength || !WildcardLabel.IsMatch(first))
            return Invalid(name, first);

        return dot < 0 ? null : Labels(name[(dot + 1)..]);
    }

    /// <summary>A wildcard that is neither alone nor the whole first label.</summary>
    public static string? PartialWildcard(string name) =>
        name.Contains('*', StringComparison.Ordinal) && name.Length != 1 && !name.StartsWith("*.", StringComparison.Ordinal)
            ? $"partial wildcard \"{name}\" not allowed"
            : null;

    private static string? Length(string name) => name.Length switch
    {
        0 => "empty domain name not allowed",
        > MaxLength => $"domain name \"{name}\" too long (max {MaxLength})",
        _ => null,
    };

    private static string? Labels(string name)
    {
        var labels = name.Split('.');
        if (long.TryParse(labels[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return $"domain name \"{name}\" invalid (top level domain \"{labels[^1]}\" cannot be all-numeric)";

        // A trailing dot marks an unambiguous name.
        var count = labels[^1].Length == 0 ? labels.Length - 1 : labels.Length;
        return labels.Take(count).FirstOrDefault(label => !IsLabel(label)) is { } wrong ? Invalid(name, wrong) : null;
    }

    private static string Invalid(string name, string label) => $"domain name \"{name}\" invalid (label \"{label}\" invalid)";
}
