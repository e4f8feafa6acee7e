namespace MlMesh.Mesh.Routing;

/// <summary>An answer that sends the client elsewhere.</summary>
public sealed record RedirectAction
{
    /// <summary>301, 302, 303, 307 or 308.</summary>
    public required int Status { get; init; }

    /// <summary>The new authority; none keeps the request's.</summary>
    public string? Authority { get; init; }

    /// <summary>The new scheme; none keeps the request's.</summary>
    public string? Scheme { get; init; }

    /// <summary>The new port; none keeps what the authority has.</summary>
    public int? Port { get; init; }

    /// <summary>The new path; none keeps path and query. Without a query of its own it keeps the request's.</summary>
    public string? Path { get; init; }

    /// <summary>A gateway's httpsRedirect: everything but the scheme stays, a port in the authority too.</summary>
    internal static RedirectAction ToHttps { get; } = new() { Status = 301, Scheme = "https", KeepsAuthority = true };

    private bool KeepsAuthority { get; init; }

    /// <summary>The Location header.</summary>
    public string Location(in RequestHead request)
    {
        var scheme = Scheme ?? request.Scheme;
        var path = Path is null ? request.Path
            : Path.Contains('?', StringComparison.Ordinal) || request.PathLength == request.Path.Length ? Path
            : string.Concat(Path, request.Path.AsSpan(request.PathLength));
        var authority = KeepsAuthority ? request.Authority : Authority ?? RequestedHost(request, scheme);
        if (!path.StartsWith('/'))
            path = "/" + path;
        return Port is { } port ? $"{scheme}://{authority}:{port}{path}" : string.Concat(scheme, "://", authority, path);
    }

    /// <summary>The request's authority without a port that is replaced, or that is the default of a scheme which changes.</summary>
    private string RequestedHost(in RequestHead request, string scheme)
    {
        var authority = request.Authority;
        var start = authority.StartsWith('[') ? authority.LastIndexOf("]:", StringComparison.Ordinal) + 1 : authority.LastIndexOf(':');
        if (start <= 0)
            return authority;
        var isDefault = (request.Scheme, authority[start..]) is ("http", ":80") or ("https", ":443");
        return Port is not null || (scheme != request.Scheme && isDefault) ? authority[..start] : authority;
    }
}
