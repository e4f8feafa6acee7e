using MlMesh.Mesh.RegularExpressions;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about an EnvoyFilter. Istio also reads each patch as an Envoy message; here only its types are looked at.</summary>
internal static class EnvoyFilterAdmission
{
    private const string Caution =
        "EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.";

    private const string ConnectionManager = "envoy.filters.network.http_connection_manager";

    public static void Check(EnvoyFilter filter, AdmissionReport report)
    {
        report.Warning("spec", Caution);
        if (filter.WorkloadSelector is { } selector)
        {
            if (!Labels.CheckSelector(report, "spec.workloadSelector.labels", selector.Labels))
                return;
            if (selector.Labels.Count == 0)
                report.Warning("spec.workloadSelector", "Envoy filter: workload selector specified without labels, will be applied to all services in namespace");
        }

        for (var i = 0; i < filter.ConfigPatches.Count; i++)
        {
            var patch = filter.ConfigPatches[i];
            var field = $"spec.configPatches[{i}]";
            if ((Missing(patch) ?? MatchFault(patch)) is { } fault)
                report.Error(field, "Envoy filter: " + fault);
            if (Missing(patch) is null)
                EnvoyTypes.Check(patch.Patch!.Value, field + ".patch.value", report);
        }
    }

    private static string? Missing(EnvoyConfigObjectPatch patch) => patch switch
    {
        { ApplyTo: EnvoyPatchTarget.Invalid } => "missing applyTo",
        { Patch: null } => "missing patch",
        { Patch.Operation: EnvoyPatchOperation.Invalid } => "missing patch operation",
        { Patch: { Operation: not EnvoyPatchOperation.Remove, Value: null } } => "missing patch value for non-remove operation",
        _ => null,
    };

    private static string? MatchFault(EnvoyConfigObjectPatch patch)
    {
        if (patch.Match is not { } match)
            return null;
        if (match.Proxy is { ProxyVersion.Length: > 0 } proxy && !Re2.IsValid(proxy.ProxyVersion, out var regexFault))
            return $"invalid regex for proxy version, [{regexFault}]";

        var isStated = match.Listener is not null || match.RouteConfiguration is not null || match.Cluster is not null || match.Waypoint is not null;
        return patch.ApplyTo switch
        {
            EnvoyPatchTarget.Listener or EnvoyPatchTarget.FilterChain or EnvoyPatchTarget.NetworkFilter or EnvoyPatchTarget.HttpFilter when isStated =>
                match.Listener is null ? "applyTo for listener class objects cannot have non listener match" : FilterFault(patch.ApplyTo, match.Listener.FilterChain?.Filter),
            EnvoyPatchTarget.RouteConfiguration or EnvoyPatchTarget.VirtualHost or EnvoyPatchTarget.HttpRoute when isStated && match.RouteConfiguration is null =>
                "applyTo for http route class objects cannot have non route configuration match",
            EnvoyPatchTarget.Cluster when isStated && match.Cluster is null => "applyTo for cluster class objects cannot have non cluster match",
            _ => null,
        };
    }

    private static string? FilterFault(EnvoyPatchTarget target, EnvoyFilterMatch? filter)
    {
        if (filter is null)
            return null;
        if (filter.Name.Length == 0)
            return "filter match has no name to match on";
        if (filter.SubFilter is not { } inner)
            return null;
        if (target != EnvoyPatchTarget.HttpFilter)
            return "subfilter match can be used with applyTo HTTP_FILTER only";
        if (filter.Name is not (ConnectionManager or "envoy.http_connection_manager"))
            return $"subfilter match requires filter match with {ConnectionManager}";

        return inner.Name.Length == 0 ? "subfilter match has no name to match on" : null;
    }
}
