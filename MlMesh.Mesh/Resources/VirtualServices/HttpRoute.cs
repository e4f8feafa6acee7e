namespace MlMesh.Mesh.Resources;

/// <summary>One HTTP rule: what it matches and what it then does.</summary>
public sealed record HttpRoute
{
    /// <summary>Name in access logs and route names.</summary>
    public string Name { get; init; } = "";

    /// <summary>Alternatives of which one must match; empty matches all.</summary>
    public IReadOnlyList<HttpMatchRequest> Match { get; init; } = [];

    /// <summary>Weighted destinations.</summary>
    public IReadOnlyList<HttpRouteDestination> Route { get; init; } = [];

    /// <summary>Answers with a redirect instead of routing.</summary>
    public HttpRedirect? Redirect { get; init; }

    /// <summary>Answers with a fixed response instead of routing.</summary>
    public HttpDirectResponse? DirectResponse { get; init; }

    /// <summary>Another VirtualService that holds the rules below this one.</summary>
    public DelegateReference? Delegate { get; init; }

    /// <summary>Changes of path and authority before forwarding.</summary>
    public HttpRewrite? Rewrite { get; init; }

    /// <summary>Time for the whole request with its retries; absent: none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When and how often a failed try is repeated; absent: the mesh's default.</summary>
    public HttpRetry? Retries { get; init; }

    /// <summary>Injected delays and aborts.</summary>
    public HttpFaultInjection? Fault { get; init; }

    /// <summary>Where a copy of each request goes.</summary>
    public Destination? Mirror { get; init; }

    /// <summary>Deprecated: share to mirror, 0 to 100.</summary>
    public uint? MirrorPercent { get; init; }

    /// <summary>Share to mirror; absent: all.</summary>
    public Percent? MirrorPercentage { get; init; }

    /// <summary>Several mirrors.</summary>
    public IReadOnlyList<HttpMirrorPolicy> Mirrors { get; init; } = [];

    /// <summary>Cross-origin rules.</summary>
    public CorsPolicy? CorsPolicy { get; init; }

    /// <summary>Header changes of this rule.</summary>
    public Headers? Headers { get; init; }
}
