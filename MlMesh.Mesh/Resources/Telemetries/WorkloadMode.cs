namespace MlMesh.Mesh.Resources;

/// <summary>Direction of traffic.</summary>
public enum WorkloadMode
{
    /// <summary>Both.</summary>
    ClientAndServer,

    /// <summary>Outbound.</summary>
    Client,

    /// <summary>Inbound.</summary>
    Server,
}
