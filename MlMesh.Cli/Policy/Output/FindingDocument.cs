using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Output;

/// <summary>A finding in JSON.</summary>
internal sealed record FindingDocument(string Severity, string? Code, string File, int Line, string? Field, string? Resource, string Message, string? Remedy)
{
    public static FindingDocument Of(Finding finding) => new(
        finding.Severity.ToString().ToLowerInvariant(), finding.Code, finding.Location.File, finding.Location.Line, finding.Field.Length == 0 ? null : finding.Field,
        finding.Resource?.ToString(), finding.Message, finding.Remedy);
}
