using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Analysis;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Analyze;

/// <summary>Findings as annotations of GitHub Actions.</summary>
internal static class GithubAnalysisReport
{
    public static void Write(AnalysisResult result, TextWriter output)
    {
        foreach (var finding in result.Findings)
        {
            var level = finding.Severity switch
            {
                FindingSeverity.Error => "error",
                FindingSeverity.Warning => "warning",
                _ => "notice",
            };
            GithubAnnotation.Write(output, level, finding.Location, finding.Code ?? "policy", $"{finding.Message} {finding.Remedy}".TrimEnd());
        }
    }
}
