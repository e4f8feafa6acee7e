using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Output;

/// <summary>Findings of the input, one line each: file:line, what, remedy.</summary>
internal static class FindingLines
{
    /// <summary>Writes findings, the gravest first.</summary>
    public static void Write(TextWriter error, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings.OrderBy(finding => finding.Severity))
            error.WriteLine(finding);
    }

    /// <summary>Whether a resource was refused, so that the policy in force is not the one that is written.</summary>
    public static bool HasErrors(this IEnumerable<Finding> findings) => findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
