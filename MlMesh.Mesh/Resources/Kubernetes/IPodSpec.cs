namespace MlMesh.Mesh.Resources;

/// <summary>What a Pod and the template of one have in common.</summary>
public interface IPodSpec
{
    /// <summary>Service account; empty: <c>default</c>.</summary>
    string ServiceAccountName { get; }

    /// <summary>Its containers.</summary>
    IReadOnlyList<PodContainer> Containers { get; }

    /// <summary>Containers that start before; a native sidecar is one of them.</summary>
    IReadOnlyList<PodContainer> InitContainers { get; }

    /// <summary>Whether it uses the node's network, where no sidecar is injected.</summary>
    bool HostNetwork { get; }

    /// <summary>As whom it runs.</summary>
    PodSecurityContext? SecurityContext { get; }
}
