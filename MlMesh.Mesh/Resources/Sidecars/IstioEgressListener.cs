namespace MlMesh.Mesh.Resources;

/// <summary>An outbound listener.</summary>
public sealed record IstioEgressListener
{
    /// <summary>Its port; absent: all that are not listed.</summary>
    public SidecarPort? Port { get; init; }

    /// <summary>Address or unix socket.</summary>
    [ClusterOnly("local callers reach their sidecar without a listener")]
    public string Bind { get; init; } = "";

    /// <summary>How traffic gets there.</summary>
    [ClusterOnly("local callers reach their sidecar without a listener")]
    public CaptureMode CaptureMode { get; init; }

    /// <summary>Visible hosts: <c>namespace/host</c>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}
