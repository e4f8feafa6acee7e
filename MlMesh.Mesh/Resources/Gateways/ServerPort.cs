namespace MlMesh.Mesh.Resources;

/// <summary>A port with its protocol.</summary>
public sealed record ServerPort
{
    /// <summary>Number.</summary>
    public uint Number { get; init; }

    /// <summary>HTTP, HTTPS, GRPC, GRPC-WEB, HTTP2, MONGO, REDIS, MYSQL, TCP or TLS.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Deprecated.</summary>
    public uint TargetPort { get; init; }
}
