namespace MlMesh.Mesh.Traffic.Http;

/// <summary>How the reading of a body ended.</summary>
internal enum BodyEnd
{
    /// <summary>At its end.</summary>
    Complete,

    /// <summary>The connection broke.</summary>
    ConnectionLost,

    /// <summary>The reader wanted no more.</summary>
    GivenUp,
}
