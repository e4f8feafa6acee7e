namespace MlMesh.Mesh.Resources;

/// <summary>Kinds of TLS at a listener.</summary>
public enum ServerTlsMode
{
    /// <summary>Passed on by server name.</summary>
    Passthrough,

    /// <summary>Only the server has a certificate.</summary>
    Simple,

    /// <summary>Both have.</summary>
    Mutual,

    /// <summary>Passed on by server name without a VirtualService.</summary>
    AutoPassthrough,

    /// <summary>Both have, issued by the mesh.</summary>
    IstioMutual,

    /// <summary>A client may have one.</summary>
    OptionalMutual,
}
