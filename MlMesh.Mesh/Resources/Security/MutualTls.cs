namespace MlMesh.Mesh.Resources;

/// <summary>Mutual TLS.</summary>
public sealed record MutualTls
{
    /// <summary>Which connections are taken.</summary>
    public MutualTlsMode Mode { get; init; }
}
