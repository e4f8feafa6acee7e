namespace MlMesh.Mesh.Traffic.Http;

/// <summary>How the end of a body is told (RFC 9112 section 6).</summary>
internal enum BodyFraming
{
    /// <summary>There is no body.</summary>
    None,

    /// <summary>content-length.</summary>
    Length,

    /// <summary>transfer-encoding: chunked.</summary>
    Chunked,

    /// <summary>The connection's end (answers only).</summary>
    UntilClose,
}
