
namespace MlMesh.Mesh.Routing.Registry;

/// <summary>What istiod takes a service port's protocol for.</summary>
internal enum PortProtocol
{
    /// <summary>HTTP of any version, gRPC included.</summary>
    Http,

    /// <summary>Not stated: the sidecar recognizes HTTP by looking at it.</summary>
    Sniffed,

    /// <summary>Anything that is not routed by HTTP rules.</summary>
    Tcp,
}
