namespace MlMesh.Mesh.Resources;

/// <summary>The cookie that holds the key.</summary>
public sealed record HttpCookie
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Path of a cookie that the proxy makes.</summary>
    public string Path { get; init; } = "";

    /// <summary>Lifetime of a cookie that the proxy makes; zero: a session's; absent: it makes none.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>Further attributes of a cookie that the proxy makes.</summary>
    public IReadOnlyList<HttpCookieParameter> Attributes { get; init; } = [];
}
