namespace MlMesh.Mesh.Resources;

/// <summary>Settings of the whole mesh (Istio's MeshConfig), as installed by default.</summary>
[OtherFieldsIgnored]
public sealed record MeshConfig
{
    /// <summary>Trust domain of identities.</summary>
    public string TrustDomain { get; init; } = "cluster.local";

    /// <summary>Other names of the trust domain.</summary>
    public IReadOnlyList<string> TrustDomainAliases { get; init; } = [];

    /// <summary>Namespace whose policies apply everywhere.</summary>
    public string RootNamespace { get; init; } = "istio-system";

    /// <summary>What happens to hosts that the mesh does not know.</summary>
    public OutboundTrafficPolicy OutboundTrafficPolicy { get; init; } = new() { Mode = OutboundTrafficMode.AllowAny };

    /// <summary>Retry policy of routes without their own; absent: two retries of failures to connect.</summary>
    public HttpRetry? DefaultHttpRetryPolicy { get; init; }

    /// <summary>How paths are normalized; absent: Base.</summary>
    public PathNormalization? PathNormalization { get; init; }

    /// <summary>External authorizers, tracers and loggers.</summary>
    public IReadOnlyList<ExtensionProvider> ExtensionProviders { get; init; } = [];

    /// <summary>Providers of telemetry for resources that name none; absent: none.</summary>
    public DefaultProviders? DefaultProviders { get; init; }

    /// <summary>Settings of every proxy; absent: as installed.</summary>
    public ProxyDefaults? DefaultConfig { get; init; }

    /// <summary>Default of services' exportTo; empty: <c>*</c>.</summary>
    public IReadOnlyList<string> DefaultServiceExportTo { get; init; } = [];

    /// <summary>Default of VirtualServices' exportTo; empty: <c>*</c>.</summary>
    public IReadOnlyList<string> DefaultVirtualServiceExportTo { get; init; } = [];

    /// <summary>Default of DestinationRules' exportTo; empty: <c>*</c>.</summary>
    public IReadOnlyList<string> DefaultDestinationRuleExportTo { get; init; } = [];

    /// <summary>Whether sidecars use mutual TLS by themselves; absent: true.</summary>
    public bool? EnableAutoMtls { get; init; }

    /// <summary>Whether proxies trace.</summary>
    public bool EnableTracing { get; init; } = true;

    /// <summary>Time to connect; absent: 10 s.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>Where access logs go; empty: nowhere.</summary>
    public string AccessLogFile { get; init; } = "";

    /// <summary>Value of the label <c>istio</c> of the ingress gateway.</summary>
    public string IngressSelector { get; init; } = "ingressgateway";
}
