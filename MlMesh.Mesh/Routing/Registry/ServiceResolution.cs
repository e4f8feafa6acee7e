namespace MlMesh.Mesh.Routing.Registry;

/// <summary>How a service's endpoints are found.</summary>
internal enum ServiceResolution
{
    /// <summary>A list of endpoints.</summary>
    Endpoints,

    /// <summary>DNS names.</summary>
    Dns,

    /// <summary>The address that the client connected to.</summary>
    Passthrough,

    /// <summary>Another name of a service (Kubernetes' ExternalName).</summary>
    Alias,
}
