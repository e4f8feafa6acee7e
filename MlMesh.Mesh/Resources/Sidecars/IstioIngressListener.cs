namespace MlMesh.Mesh.Resources;

/// <summary>An inbound listener.</summary>
public sealed record IstioIngressListener
{
    /// <summary>Its port.</summary>
    public SidecarPort? Port { get; init; }

    /// <summary>Address.</summary>
    [ClusterOnly("local processes listen where the AppHost says")]
    public string Bind { get; init; } = "";

    /// <summary>How traffic gets there.</summary>
    [ClusterOnly("local processes listen where the AppHost says")]
    public CaptureMode CaptureMode { get; init; }

    /// <summary>Where it goes.</summary>
    public string DefaultEndpoint { get; init; } = "";

    /// <summary>TLS.</summary>
    [ClusterOnly("local workloads take plaintext and the mesh's mutual TLS")]
    public ServerTlsSettings? Tls { get; init; }

    /// <summary>Limits.</summary>
    public ConnectionPoolSettings? ConnectionPool { get; init; }
}
