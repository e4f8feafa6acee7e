using MlMesh.Mesh.Analysis;

namespace MlMesh.Cli.Policy.Analyze;

/// <summary>The codes that an analysis may find.</summary>
internal static class CodeList
{
    private const int SeverityWidth = 8;

    public static void Write(TextWriter output)
    {
        foreach (var code in PolicyAnalysis.Codes)
            output.WriteLine($"{code.Code} {code.Severity.ToString().ToLowerInvariant().PadRight(SeverityWidth)} {code.Name}: {code.Meaning}");
    }
}
