using MlMesh.Mesh.Analysis.Istio;
using MlMesh.Mesh.Analysis.Own;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Admission;
using MlMesh.Mesh.Resources.Schemas;

namespace MlMesh.Mesh.Analysis.Admission;

/// <summary>Reports what the reader, the schema and Istio's validation say of the resources, by code.</summary>
internal static class ReadingFindings
{
    public static IReadOnlyList<FindingCode> Codes { get; } =
        [IstioCodes.SchemaValidationError, IstioCodes.VirtualServiceUnreachableRule, IstioCodes.VirtualServiceIneffectiveMatch, IstioCodes.SchemaWarning, OwnCodes.RefusedByApiServer, OwnCodes.UnreadableFile];

    public static void Report(IReadOnlyList<LoadResult> loads, AnalysisContext context)
    {
        foreach (var finding in loads.SelectMany(load => load.Findings))
        {
            if (finding.Origin == FindingOrigin.Admission)
                context.Take(IstioCodes.SchemaValidationError, null, finding);
            else if (finding.Origin == FindingOrigin.Schema)
                context.Take(OwnCodes.RefusedByApiServer, null, finding);
            else if (finding.Origin == FindingOrigin.Syntax)
                context.Take(OwnCodes.UnreadableFile, null, finding);
        }

        foreach (var resource in context.Resources.Everything)
        {
            foreach (var finding in SchemaCheck.Of(resource))
                context.Take(OwnCodes.RefusedByApiServer, resource, finding);
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
