namespace MlMesh.Mesh.Resources;

/// <summary>Kinds of TLS towards a host.</summary>
public enum ClientTlsMode
{
    /// <summary>Plaintext.</summary>
    Disable,

    /// <summary>Only the server has a certificate.</summary>
    Simple,

    /// <summary>Both have, from files or a Secret.</summary>
    Mutual,

    /// <summary>Both have, issued by the mesh.</summary>
    IstioMutual,
}
