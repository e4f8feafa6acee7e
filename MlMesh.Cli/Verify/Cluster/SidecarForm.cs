namespace MlMesh.Cli.Verify.Cluster;

/// <summary>How a pod is in the mesh.</summary>
internal enum SidecarForm
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A container beside the application's.</summary>
    Container,

    /// <summary>A native sidecar: an init container that lives as long as the pod.</summary>
    Native,

    /// <summary>Ambient: the node's ztunnel takes its traffic.</summary>
    Ztunnel,
}
