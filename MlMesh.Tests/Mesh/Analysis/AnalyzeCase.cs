using System.Text.RegularExpressions;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using MlMesh.Tests.Mesh.Loading;

namespace MlMesh.Tests.Mesh.Analysis;

/// <summary>
/// A policy in <c>Cases/</c>, named by the code that it is about; <c>-ok</c> and the resources without mark are near misses. A comment <c>&lt;- CODE</c> marks the
/// lines at which it is found.
/// </summary>
internal sealed partial record AnalyzeCase(string Name, string Yaml)
{
    private const string Prefix = "analyze-cases.";

    /// <summary>Names of all cases.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(AnalyzeCase).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]))
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex("# <- ([A-Z]+[0-9]+)$")]
    private static partial Regex Mark { get; }

    public string Code => Name.Split('-')[0];

    /// <summary>Lines at which the code is expected.</summary>
    public IReadOnlyList<int> MarkedLines =>
        [.. Yaml.Split('\n').Index().Where(line => Mark.Match(line.Item) is { Success: true } mark && mark.Groups[1].Value == Code).Select(line => line.Index + 1)];

    /// <summary>The case as a command reads it: as a file, or as a kustomization.</summary>
    public IReadOnlyList<LoadResult> Read()
    {
        if (!Yaml.Contains("\nkind: Kustomization\n", StringComparison.Ordinal))
            return [ResourceReader.Read(Yaml, "case.yaml")];
        using var folder = new TemporaryPolicy();
        folder.Write("kustomization.yaml", Yaml);
        return PolicyFiles.Read(folder.Folder).Loads;
    }

    public static AnalyzeCase Load(string name)
    {
        using var text = new StreamReader(typeof(AnalyzeCase).Assembly.GetManifestResourceStream($"{Prefix}{name}.yaml")!);
        return new AnalyzeCase(name, text.ReadToEnd());
    }
}
