namespace MlMesh.Mesh.Resources;

/// <summary>Versions of TLS.</summary>
public enum TlsProtocol
{
    /// <summary>The proxy's choice.</summary>
    TlsAuto,

    /// <summary>1.0.</summary>
    [WireName("TLSV1_0")]
    Tlsv10,

    /// <summary>1.1.</summary>
    [WireName("TLSV1_1")]
    Tlsv11,

    /// <summary>1.2.</summary>
    [WireName("TLSV1_2")]
    Tlsv12,

    /// <summary>1.3.</summary>
    [WireName("TLSV1_3")]
    Tlsv13,
}
