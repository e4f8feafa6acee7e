namespace MlMesh.Mesh.Routing;

/// <summary>Where a consistent-hash key comes from.</summary>
public enum HashSource
{
    /// <summary>A request header.</summary>
    Header,

    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>The address of the client; at a sidecar the x-forwarded-for that the application sent stands for it.</summary>
    SourceAddress,

    /// <summary>A query parameter.</summary>
    QueryParameter,
}
