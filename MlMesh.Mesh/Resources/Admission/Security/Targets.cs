namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks what a policy applies to: workloads by label, or resources by reference.</summary>
internal static class Targets
{
    private const string Allowed = "[core/v1/Service networking.istio.io/v1/ServiceEntry gateway.networking.k8s.io/v1/Gateway gateway.networking.k8s.io/v1/GatewayClass]";

    public static void Check(MatchLabelsSelector? selector, PolicyTargetReference? target, IReadOnlyList<PolicyTargetReference> targets, AdmissionReport report)
    {
        var count = (selector is null ? 0 : 1) + (target is null ? 0 : 1) + (targets.Count == 0 ? 0 : 1);
        report.ErrorIf(count > 1, "spec", "only one of targetRefs or workloadSelector can be set");
        Labels.CheckSelector(report, "spec.selector", selector);
        if (target is not null)
            Check(target, "spec.targetRef", report);
        for (var i = 0; i < targets.Count; i++)
            Check(targets[i], $"spec.targetRefs[{i}]", report);
    }

    private static void Check(PolicyTargetReference target, string field, AdmissionReport report)
    {
        report.ErrorIf(target.Name.Length == 0, field, "targetRef name must be set");
        report.ErrorIf(target.Namespace.Length > 0, field, "targetRef namespace must not be set; cross namespace referencing is not supported");
        var isAllowed = (target.Group, target.Kind) is
            ("" or "core", "Service") or ("networking.istio.io", "ServiceEntry") or ("gateway.networking.k8s.io", "Gateway" or "GatewayClass");
        report.ErrorIf(!isAllowed, field, $"targetRef must be to one of {Allowed} but was {target.Group}/{target.Kind}");
    }
}
