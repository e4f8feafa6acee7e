using System.Text.Json;
using MlMesh.Mesh.Analysis;
using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Analysis;

/// <summary>Compares findings with those of all of Istio 1.30.3's analyzers.</summary>
[Trait("Category", "Analyze")]
public sealed class AnalyzeRecordingTests
{
    /// <summary>Recordings in which we differ on purpose, with the reason; at most one in twenty.</summary>
    private static readonly Dictionary<string, string> KnownDifferences = [];

    public static TheoryData<string> Recordings => [.. AnalyzeFolder.Recordings];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Recordings))]
    public void Istios_analyzers_find_the_same(string name)
    {
        var folder = Path.Combine(AnalyzeFolder.Path!, name);
        var expected = JsonSerializer.Deserialize<List<RecordedFinding>>(File.ReadAllText(Path.Combine(folder, "expected.json")), JsonSerializerOptions.Web)!
            .Where(finding => PolicyAnalysis.Codes.Any(code => code.Code == finding.Code))
            .Select(finding => finding with { Namespace = finding.Namespace ?? "" });
        var meshFile = Path.Combine(folder, "mesh.yaml");
        var mesh = File.Exists(meshFile) ? MeshConfigReader.Read(File.ReadAllText(meshFile), "mesh.yaml").Mesh : new MeshConfig();

        var load = ResourceReader.Read(File.ReadAllText(Path.Combine(folder, "input.yaml")), "input.yaml");
        var found = PolicyAnalysis.Analyze([load], new AnalysisOptions { Mesh = mesh }).Findings
            .Where(finding => finding.Code!.StartsWith("IST", StringComparison.Ordinal))
            .Select(finding => new RecordedFinding(finding.Code!, finding.Resource!.Value.Kind, finding.Resource.Value.Namespace, finding.Resource.Value.Name, finding.Location.Line));

        var agrees = Lines(expected).SequenceEqual(Lines(found));
        if (KnownDifferences.TryGetValue(name, out var reason))
            Assert.False(agrees, $"{name} agrees now, although it is listed: {reason}");
        else
            Assert.Equal(Lines(expected), Lines(found));
    }

    [Fact]
    public void At_most_one_recording_in_twenty_differs() =>
        Assert.True(KnownDifferences.Count * 20 <= AnalyzeFolder.Recordings.Count || KnownDifferences.Count == 0);

    private static IReadOnlyList<string> Lines(IEnumerable<RecordedFinding> findings) => [.. findings.Select(finding => finding.ToString()).Distinct().Order(StringComparer.Ordinal)];
}
