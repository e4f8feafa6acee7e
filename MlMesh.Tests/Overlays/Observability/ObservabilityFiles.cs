using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlMesh.Tests.Overlays.Rendering;

namespace MlMesh.Tests.Overlays.Observability;

/// <summary>What <c>istio-overlays/observability</c> holds.</summary>
internal static partial class ObservabilityFiles
{
    /// <summary>The metrics that may be read, by name, with their source and when they exist.</summary>
    public static IReadOnlyDictionary<string, (string Source, string When)> Metrics { get; } =
        List("metrics.yaml").ToDictionary(metric => (string)metric["name"]!, metric => ((string)metric["source"]!, (string?)metric["when"] ?? ""), StringComparer.Ordinal);

    public static IReadOnlyList<JsonNode> Alerts { get; } = Rules("alerting.rules.yaml");

    public static IReadOnlyList<JsonNode> Recorded { get; } = Rules("recording.rules.yaml");

    /// <summary>The queries of all dashboards, with the panel that each is of.</summary>
    public static IReadOnlyList<(string Panel, string Query)> Queries { get; } =
    [
        .. Directory.EnumerateFiles(PathOf("dashboards"), "*.json").Order(StringComparer.Ordinal).Select(file => JsonNode.Parse(File.ReadAllText(file))!)
            .SelectMany(dashboard => dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray().Select(target => ($"{dashboard["title"]}: {panel["title"]}", (string)target!["expr"]!)))),
    ];

    public static string PathOf(params string[] parts) => Repository.PathOf(["istio-overlays", "observability", .. parts]);

    /// <summary>The metrics in a query, histograms without their suffix, and recorded series by their name.</summary>
    public static IEnumerable<string> NamesIn(string query) =>
        Name().Matches(Grouping().Replace(Quoted().Replace(query, "\"\""), "")).Select(match => Suffix().Replace(match.Value, "")).Distinct();

    /// <summary>Whether a query can be answered without a cluster.</summary>
    public static bool IsLocal(string query) => NamesIn(query).All(name => !Metrics.TryGetValue(name, out var metric) || metric.Source is "mesh" or "service");

    private static JsonNode[] Rules(string file) => [.. YamlJson.Documents(File.ReadAllText(PathOf(file))).Single()["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!)];

    private static IEnumerable<JsonNode> List(string file) =>
        YamlJson.Documents("items:\n" + File.ReadAllText(PathOf(file))).Single()["items"]!.AsArray().Select(item => item!);

    [GeneratedRegex(@"\b(mlmesh:[a-z0-9_:]+|(istio|http|db|dotnet|request|mlmesh|envoy|citadel|pilot|kube|redis)_[a-z0-9_]+)(?=[\s{\[)]|$)")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"_(bucket|count|sum)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();
}
