namespace MlMesh.Mesh.Sidecar;

/// <summary>Which side of a proxy a request entered.</summary>
public enum ListenerKind
{
    /// <summary>A sidecar's side towards its own application, which calls others.</summary>
    Outbound,

    /// <summary>A gateway's port.</summary>
    Gateway,

    /// <summary>A sidecar's side towards callers of its application.</summary>
    Inbound,
}
