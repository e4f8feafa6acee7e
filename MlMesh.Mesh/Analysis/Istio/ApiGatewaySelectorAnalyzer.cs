using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Policies that select the pods of a Kubernetes Gateway by label.</summary>
internal sealed class ApiGatewaySelectorAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.IneffectiveSelector];

    private const string GatewayNameLabel = "gateway.networking.k8s.io/gateway-name";

    public void Analyze(AnalysisContext context)
    {
        var pods = new LabelIndex<Pod>([.. context.Pods.All.Where(pod => pod.Labels.ContainsKey(GatewayNameLabel))], pod => pod.Namespace, pod => pod.Labels);
        if (pods.All.Count == 0)
            return;

        foreach (var policy in context.Resources.All<AuthorizationPolicy>())
            Check(context, policy, policy.TargetRef, policy.Selector, pods);
        foreach (var policy in context.Resources.All<RequestAuthentication>())
            Check(context, policy, policy.TargetRef, policy.Selector, pods);
        foreach (var telemetry in context.Resources.All<TelemetryResource>())
            Check(context, telemetry, telemetry.TargetRef, telemetry.Selector, pods);
        foreach (var plugin in context.Resources.All<WasmPluginResource>())
            Check(context, plugin, plugin.TargetRef, plugin.Selector, pods);
    }

    private static void Check(AnalysisContext context, MeshResource policy, PolicyTargetReference? target, MatchLabelsSelector? selector, LabelIndex<Pod> pods)
    {
        if (target is not null || selector is null)
            return;

        foreach (var gateway in pods.Selected(policy.Namespace, selector.MatchLabels).Select(pod => pod.Labels[GatewayNameLabel]).Distinct(StringComparer.Ordinal))
            context.Report(IstioCodes.IneffectiveSelector, policy, $"Ineffective selector on Kubernetes Gateway {gateway}. Use the TargetRef field instead.");
    }
}
