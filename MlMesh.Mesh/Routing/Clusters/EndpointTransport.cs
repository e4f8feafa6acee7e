namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>How a proxy talks to an endpoint.</summary>
public enum EndpointTransport
{
    /// <summary>Plain HTTP.</summary>
    Plaintext,

    /// <summary>Istio's mutual TLS with SPIFFE identities.</summary>
    IstioMutual,

    /// <summary>TLS as a DestinationRule's <c>tls</c> asks for (SIMPLE or MUTUAL).</summary>
    Tls,
}
