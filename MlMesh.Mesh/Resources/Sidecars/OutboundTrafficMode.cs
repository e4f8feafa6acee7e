namespace MlMesh.Mesh.Resources;

/// <summary>Whether hosts that the mesh does not know are reached.</summary>
public enum OutboundTrafficMode
{
    /// <summary>They are refused with 502.</summary>
    RegistryOnly,

    /// <summary>They are reached directly.</summary>
    AllowAny,
}
