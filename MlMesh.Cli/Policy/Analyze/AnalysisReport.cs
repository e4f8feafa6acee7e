using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Analysis;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Analyze;

/// <summary>Prints findings for people.</summary>
internal static class AnalysisReport
{
    public static void Write(AnalysisResult result, TextWriter output, Ink ink)
    {
        foreach (var finding in result.Findings)
        {
            var severity = finding.Severity.ToString().ToLowerInvariant();
            var painted = finding.Severity switch
            {
                FindingSeverity.Error => ink.Bad(severity),
                FindingSeverity.Warning => ink.Warn(severity),
                _ => ink.Dim(severity),
            };
            output.WriteLine($"{finding.Location}: {painted} [{finding.Code}] {finding.Message}{(finding.Resource is { } resource ? $" ({resource})" : "")}");
            if (finding.Remedy is { Length: > 0 } remedy)
                output.WriteLine($"    {ink.Dim(remedy)}");
        }

        foreach (var assumption in result.Assumptions)
            output.WriteLine(ink.Dim($"note: assumed to exist, as the files hold none: {assumption}"));

        var suppressed = result.Suppressed > 0 ? $", {result.Suppressed} suppressed" : "";
        output.WriteLine(result.Findings.Count == 0 ? ink.Good($"no findings{suppressed}") : $"{result.Findings.Count} findings{suppressed}");
    }
}
