namespace MlMesh.Mesh.Resources;

/// <summary>How traffic gets to a listener.</summary>
public enum CaptureMode
{
    /// <summary>As the mesh says.</summary>
    Default,

    /// <summary>Redirected.</summary>
    Iptables,

    /// <summary>Addressed.</summary>
    None,
}
