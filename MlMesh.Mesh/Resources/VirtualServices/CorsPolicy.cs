namespace MlMesh.Mesh.Resources;

/// <summary>Cross-origin rules.</summary>
public sealed record CorsPolicy
{
    /// <summary>Deprecated: exact origins.</summary>
    public IReadOnlyList<string> AllowOrigin { get; init; } = [];

    /// <summary>Origins that are allowed.</summary>
    public IReadOnlyList<StringMatch> AllowOrigins { get; init; } = [];

    /// <summary>Methods for Access-Control-Allow-Methods.</summary>
    public IReadOnlyList<string> AllowMethods { get; init; } = [];

    /// <summary>Headers for Access-Control-Allow-Headers.</summary>
    public IReadOnlyList<string> AllowHeaders { get; init; } = [];

    /// <summary>Headers for Access-Control-Expose-Headers.</summary>
    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    /// <summary>How long a preflight answer may be cached.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether credentials are allowed.</summary>
    public bool? AllowCredentials { get; init; }

    /// <summary>What happens to preflights of other origins.</summary>
    public UnmatchedPreflights UnmatchedPreflights { get; init; }
}
