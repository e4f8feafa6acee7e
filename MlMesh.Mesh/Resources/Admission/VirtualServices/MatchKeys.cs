using System.Text;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Texts that are equal for matches with the same conditions; names do not count.</summary>
internal static class MatchKeys
{
    public static string Of(HttpMatchRequest match) => Join(
        Text(match.Uri),
        Text(match.Scheme),
        Text(match.Method),
        Text(match.Authority),
        Text(match.Headers),
        match.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Text(match.SourceLabels),
        Text(match.Gateways),
        Text(match.QueryParams),
        match.IgnoreUriCase ? "i" : "",
        Text(match.WithoutHeaders),
        match.SourceNamespace,
        match.StatPrefix);

    public static string Of(TlsMatchAttributes match) =>
        Join(Text(match.SniHosts), Text(match.DestinationSubnets), $"{match.Port}", Text(match.SourceLabels), Text(match.Gateways), match.SourceNamespace);

    public static string Of(L4MatchAttributes match) =>
        Join(Text(match.DestinationSubnets), $"{match.Port}", match.SourceSubnet, Text(match.SourceLabels), Text(match.Gateways), match.SourceNamespace);

    private static string Text(StringMatch? match) => match switch
    {
        null => "-",
        { Exact: { } exact } => "e" + exact,
        { Prefix: { } prefix } => "p" + prefix,
        { Regex: { } regex } => "r" + regex,
        _ => "?",
    };

    private static string Text(IReadOnlyDictionary<string, StringMatch> matches) => Text(matches.ToDictionary(pair => pair.Key, pair => Text(pair.Value)));

    private static string Text(IReadOnlyDictionary<string, string> texts) =>
        Join([.. texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value })]);

    private static string Text(IReadOnlyList<string> texts) => Join([.. texts]);

    /// <summary>Each part with its length, so that different parts never give the same whole.</summary>
    private static string Join(params string[] parts)
    {
        var key = new StringBuilder();
        foreach (var part in parts)
            key.Append(part.Length).Append(':').Append(part);
        return key.ToString();
    }
}
