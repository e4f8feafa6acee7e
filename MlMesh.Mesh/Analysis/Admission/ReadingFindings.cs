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
        [IstioCodes.SchemaValidationError, IstioCodes.VirtualServiceUnreachableRule, IstioCodes.VirtualServiceIneffectiveMatch, IstioCodes.SchemaWarning, OwnCodes.RefusedByApiServer, OwnCodes.UnreadableFile, OwnCodes.KustomizationNotCarriedOut];

    public static void Report(IReadOnlyList<LoadResult> loads, AnalysisContext context)
    {
        foreach (var finding in loads.SelectMany(load => load.Findings))
        {
            if (Code(finding.Origin) is { } code)
                context.Take(code, finding.Resource is { } id ? context.Resources.Find(id) : null, finding);
        }

        foreach (var resource in context.Resources.Everything)
        {
            foreach (var finding in SchemaCheck.Of(resource))
                context.Take(OwnCodes.RefusedByApiServer, resource, finding);
            if (resource.HasUnreadableField)
                continue;
            foreach (var finding in ResourceAdmission.Validate(resource))
                context.Take(Code(finding), resource, finding with { Location = finding.Location with { Line = FieldPath.ResourceLine(resource) } });
        }
    }

    /// <summary>What the reader's findings are; it has none of the others.</summary>
    private static FindingCode? Code(FindingOrigin origin) => origin switch
    {
        FindingOrigin.Admission => IstioCodes.SchemaValidationError,
        FindingOrigin.Schema => OwnCodes.RefusedByApiServer,
        FindingOrigin.Syntax => OwnCodes.UnreadableFile,
        FindingOrigin.Kustomization => OwnCodes.KustomizationNotCarriedOut,
        _ => null,
    };

    private static FindingCode Code(Finding finding)
    {
        if (finding.Severity == FindingSeverity.Error)
            return IstioCodes.SchemaValidationError;
        if (IsRuleFinding(finding, " match ", "(duplicate/overlapping match in rule "))
            return IstioCodes.VirtualServiceIneffectiveMatch;
        return IsRuleFinding(finding, "irtualService rule ", " not used (") ? IstioCodes.VirtualServiceUnreachableRule : IstioCodes.SchemaWarning;
    }

    private static bool IsRuleFinding(Finding finding, string first, string second) =>
        finding.Resource?.Kind == "VirtualService" && finding.Message.Contains(first, StringComparison.Ordinal) && finding.Message.Contains(second, StringComparison.Ordinal);
}
