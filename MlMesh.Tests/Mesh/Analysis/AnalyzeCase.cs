using System.Text.RegularExpressions;

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

    public static AnalyzeCase Load(string name)
    {
        using var text = new StreamReader(typeof(AnalyzeCase).Assembly.GetManifestResourceStream($"{Prefix}{name}.yaml")!);
        return new AnalyzeCase(name, text.ReadToEnd());
    }
}
