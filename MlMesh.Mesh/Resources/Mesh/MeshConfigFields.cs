using System.Collections.Frozen;

namespace MlMesh.Mesh.Resources;

/// <summary>Fields of Istio 1.30's MeshConfig (<c>mesh.istio.io/v1alpha1</c>) that <see cref="MeshConfig"/> does not hold, as the local mesh has no use for them.</summary>
internal static class MeshConfigFields
{
    private static readonly FrozenSet<string> ClusterOnly = FrozenSet.Create(StringComparer.Ordinal,
    [
        "accessLogEncoding", "accessLogFormat", "ca", "caCertificates", "certificates", "configSources", "disableEnvoyListenerLog", "discoverySelectors", "dnsRefreshRate",
        "enableEnvoyAccessLogService", "enablePrometheusMerge", "h2UpgradePolicy", "inboundClusterStatName", "inboundTrafficPolicy", "ingressClass",
        "ingressControllerMode", "ingressService", "localityLbSetting", "meshMTLS", "outboundClusterStatName", "proxyHttpPort", "proxyInboundListenPort",
        "proxyListenPort", "serviceSettings", "tcpKeepalive", "thriftConfig", "tlsDefaults", "verifyCertificateAtClient",
    ]);

    /// <summary>Whether the field is one of a cluster's.</summary>
    public static bool IsClusterOnly(string name) => ClusterOnly.Contains(name);
}
