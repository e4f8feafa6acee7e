using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Typed access to the nodes of a recording, with scalars exactly as written.</summary>
internal static class GoldenYaml
{
    public static YamlMappingNode Load(string file)
    {
        using var reader = new StringReader(GoldenScenario.WithTokens(File.ReadAllText(file)));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public static YamlNode? Get(this YamlMappingNode node, string name) => node.Children.TryGetValue(name, out var value) ? value : null;

    public static string? Text(this YamlMappingNode node, string name) => (node.Get(name) as YamlScalarNode)?.Value;

    public static int? Int(this YamlMappingNode node, string name) => node.Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static double? Number(this YamlMappingNode node, string name) => node.Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    public static bool Flag(this YamlMappingNode node, string name) => node.Text(name) == "true";

    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node is YamlSequenceNode sequence ? sequence.Children : [];

    public static IReadOnlyList<T> List<T>(this YamlMappingNode node, string name, Func<YamlMappingNode, T> read) =>
        [.. node.Get(name).Items().Cast<YamlMappingNode>().Select(read)];

    public static IReadOnlyList<string> Texts(this YamlMappingNode node, string name) => [.. node.Get(name).Items().Select(item => ((YamlScalarNode)item).Value ?? "")];

    public static IReadOnlyDictionary<string, int> Counts(this YamlMappingNode node, string name) => node.Get(name) is YamlMappingNode map
        ? map.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => int.Parse(((YamlScalarNode)pair.Value).Value!, CultureInfo.InvariantCulture))
        : new Dictionary<string, int>();

    /// <summary>Headers, written as a map or as a list of pairs.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(this YamlNode? node) => node switch
    {
        YamlMappingNode map => [.. map.Children.Select(pair => Pair(pair.Key, pair.Value))],
        YamlSequenceNode list => [.. list.Children.Cast<YamlSequenceNode>().Select(pair => Pair(pair[0], pair[1]))],
        _ => [],
    };

    private static KeyValuePair<string, string> Pair(YamlNode name, YamlNode value) =>
        KeyValuePair.Create(((YamlScalarNode)name).Value!, ((YamlScalarNode)value).Value ?? "");
}
