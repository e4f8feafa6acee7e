namespace MlMesh.Mesh.Resources;

/// <summary>Which connections are taken.</summary>
public enum MutualTlsMode
{
    /// <summary>Inherited.</summary>
    Unset,

    /// <summary>Plaintext.</summary>
    Disable,

    /// <summary>Both.</summary>
    Permissive,

    /// <summary>Mutual TLS.</summary>
    Strict,
}
