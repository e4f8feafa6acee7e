using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Cases that a local HTTP mesh cannot have, with the reason: <c>known-differences.yaml</c>.</summary>
internal static class KnownDifferences
{
    /// <summary>Reasons by <c>scenario/case</c>.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = Read();

    private static Dictionary<string, string> Read()
    {
        using var text = new StreamReader(typeof(KnownDifferences).Assembly.GetManifestResourceStream("known-differences.yaml")!);
        var yaml = new YamlStream();
        yaml.Load(text);
        return yaml.Documents is [{ RootNode: YamlMappingNode root }]
            ? root.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => ((YamlScalarNode)pair.Value).Value!, StringComparer.Ordinal)
            : [];
    }
}
