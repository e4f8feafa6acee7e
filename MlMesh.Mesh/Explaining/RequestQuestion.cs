namespace MlMesh.Mesh.Explaining;

/// <summary>A request to ask a policy about: what is sent, by whom, and where it enters the mesh.</summary>
public sealed record RequestQuestion
{
    /// <summary>The method token.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Path and query as the client sends them, not normalized.</summary>
    public string Target { get; init; } = "/";

    /// <summary>The Host header, port included if the client writes one; null for a request without Host.</summary>
    public required string? Authority { get; init; }

    /// <summary><c>http</c> or <c>https</c>: how a gateway's client connects.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>Header lines in their order, without Host.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The host that the connection goes to, where it is not the authority's.</summary>
    public string? Address { get; init; }

    /// <summary>The port that the connection goes to; null for 80 if the Service has it, else its first port. At a gateway its Service's or its own port; null for its first.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// Who calls: a workload as <c>name</c> or <c>namespace/name</c>; the name is a pod's, its app label's or its service account's. One that the input lacks is
    /// assumed, with a sidecar and its name as app label and service account. Null for a workload of no particular name.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>
    /// The caller's identity (<c>spiffe://…</c>, <c>trust-domain/ns/…/sa/…</c> or <c>namespace/service-account</c>); null for the source's own.
    /// At a gateway the client's, over mutual TLS; null for a client that shows none.
    /// </summary>
    public string? Identity { get; init; }

    /// <summary>The Gateway at which a client outside of the mesh enters, as <c>name</c> or <c>namespace/name</c>; empty for the first; null for a call within the mesh.</summary>
    public string? Gateway { get; init; }

    /// <summary>The client's address, where policies ask for it; null for one that no policy knows.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>The claims of the token that the request carries; null without one.</summary>
    public StatedClaims? Claims { get; init; }
}
