namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about a PeerAuthentication.</summary>
internal static class PeerAuthenticationAdmission
{
    public static void Check(PeerAuthentication policy, AdmissionReport report)
    {
        report.ErrorIf(
            (policy.Selector?.MatchLabels.Count ?? 0) == 0 && policy.PortLevelMtls.Count > 0,
            "spec.portLevelMtls",
            "mesh/namespace peer authentication cannot have port level mTLS");
        foreach (var port in policy.PortLevelMtls.Keys)
            report.ErrorIf(port is < 1 or > 65535, "spec.portLevelMtls", "port must be in range 1..65535");
        Labels.CheckSelector(report, "spec.selector", policy.Selector);
    }
}
