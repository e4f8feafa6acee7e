using MlMesh.Mesh.Analysis.Istio;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Admission;
using MlMesh.Mesh.Resources.Schemas;

namespace MlMesh.Mesh.Analysis.Admission;

/// <summary>Reports what the reader, the schema and Istio's validation say of the resources, by code.</summary>
internal static class ReadingFindings
{
    private static readonly FindingCode Refused = new("MLM0001", "RefusedByApiServer", FindingSeverity.Error,
        "The Kubernetes API server refuses the resource, by the schema of Istio's custom resource definitions.", "Correct the field; until then the resource is not applied.");

    private static readonly FindingCode Unreadable = new("MLM0002", "UnreadableFile", FindingSeverity.Error,
        "A file is no well-formed YAML or JSON, or holds something that is no resource.", "Correct the file.");

    public static IReadOnlyList<FindingCode> Codes { get; } =
        [IstioCodes.SchemaValidationError, IstioCodes.VirtualServiceUnreachableRule, IstioCodes.VirtualServiceIneffectiveMatch, IstioCodes.SchemaWarning, Refused, Unreadable];

    public static void Report(IReadOnlyList<LoadResult> loads, AnalysisContext context)
    {
        foreach (var finding in loads.SelectMany(load => load.Findings))
        {
            if (finding.Origin == FindingOrigin.Admission)
                context.Take(IstioCodes.SchemaValidationError, null, finding);
            else if (finding.Origin == FindingOrigin.Schema)
                context.Take(Refused, null, finding);
            else if (finding.Origin == FindingOrigin.Syntax)
                context.Take(Unreadable, null, finding);
        }

        foreach (var resource in context.Resources.Everything)
        {
            foreach (var finding in SchemaCheck.Of(resource))
                context.Take(Refused, resource, finding);
            if (resource.HasUnreadableField)
                continue;
            foreach (var finding in ResourceAdmission.Validate(resource))
                Take(resource, finding, context);
        }
    }

    private static void Take(MeshResource resource, Finding finding, AnalysisContext context)
    {
        if (finding.Severity == FindingSeverity.Error)
            context.Take(IstioCodes.SchemaValidationError, resource, finding);
        else if (IsRuleFinding(finding, " match ", "(duplicate/overlapping match in rule "))
            context.Take(IstioCodes.VirtualServiceIneffectiveMatch, resource, finding with { Severity = FindingSeverity.Info });
        else if (IsRuleFinding(finding, "irtualService rule ", " not used ("))
            context.Take(IstioCodes.VirtualServiceUnreachableRule, resource, finding);
        else
            context.Take(IstioCodes.SchemaWarning, resource, finding);
    }

    private static bool IsRuleFinding(Finding finding, string first, string second) =>
        finding.Resource?.Kind == "VirtualService" && finding.Message.Contains(first, StringComparison.Ordinal) && finding.Message.Contains(second, StringComparison.Ordinal);
}
