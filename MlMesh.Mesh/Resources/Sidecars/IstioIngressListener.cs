namespace MlMesh.Mesh.Resources;

/// <summary>An inbound listener.</summary>
public sealed record IstioIngressListener
{
    /// <summary>Its port.</summary>
    public SidecarPort? Port { get; init; }

    /// <summary>Address.</summary>
    public string Bind { get; init; } = "";

    /// <summary>How traffic gets there.</summary>
    public CaptureMode CaptureMode { get; init; }

    /// <summary>Where it goes.</summary>
    public string DefaultEndpoint { get; init; } = "";

    /// <summary>TLS.</summary>
    public ServerTlsSettings? Tls { get; init; }

    /// <summary>Limits.</summary>
    public ConnectionPoolSettings? ConnectionPool { get; init; }
}
