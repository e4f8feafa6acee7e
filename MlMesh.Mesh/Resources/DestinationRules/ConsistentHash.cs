namespace MlMesh.Mesh.Resources;

/// <summary>Where the key comes from and which table maps it to a pod.</summary>
public sealed record ConsistentHash
{
    /// <summary>A header.</summary>
    [OneOf("hash_key")]
    public string? HttpHeaderName { get; init; }

    /// <summary>A cookie.</summary>
    [OneOf("hash_key")]
    public HttpCookie? HttpCookie { get; init; }

    /// <summary>The caller's address.</summary>
    [OneOf("hash_key")]
    public bool? UseSourceIp { get; init; }

    /// <summary>A query parameter.</summary>
    [OneOf("hash_key")]
    public string? HttpQueryParameterName { get; init; }

    /// <summary>Ring hash; the default.</summary>
    [OneOf("hash_algorithm")]
    public RingHash? RingHash { get; init; }

    /// <summary>Maglev.</summary>
    [OneOf("hash_algorithm")]
    public MagLev? Maglev { get; init; }

    /// <summary>Deprecated: see RingHash.</summary>
    public ulong MinimumRingSize { get; init; }
}
