using MlMesh.Mesh.Analysis;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Analysis;

/// <summary>The overlays that we ship give no cause for complaint.</summary>
[Trait("Category", "Analyze")]
public sealed class OverlayFindingsTests
{
    public static TheoryData<string> Overlays => [.. Directory.GetDirectories(Repository.PathOf("istio-overlays", "overlays")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void An_overlay_has_no_errors_and_no_warnings(string name)
    {
        var files = PolicyFiles.Read(Repository.PathOf("istio-overlays", "overlays", name));

        var result = PolicyAnalysis.Analyze(files.Loads, new AnalysisOptions { AssumeMissing = true });

        Assert.Empty(result.Findings.Where(finding => finding.Severity is FindingSeverity.Error or FindingSeverity.Warning).Select(finding => finding.ToString()));
        Assert.Equal(0, result.Suppressed);
    }
}
