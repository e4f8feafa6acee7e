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

    /// <summary>The Location header.</summary>
    public string Location(in RequestHead request)
    {
        var scheme = Scheme ?? request.Scheme;
        var path = Path is null ? request.Path
            : Path.Contains('?', StringComparison.Ordinal) || request.PathLength == request.Path.Length ? Path
            : string.Concat(Path, request.Path.AsSpan(request.PathLength));
        return string.Concat(scheme, "://", Host(request.Authority, request.Scheme, scheme), path);
    }

    private string Host(string requested, string requestScheme, string scheme)
    {
        var host = Authority ?? requested;
        if (Port is { } port)
            return $"{host.AsSpan(0, HostNames.PortStart(host) is >= 0 and var at ? at : host.Length)}:{port}";
        if (Authority is not null || scheme == requestScheme)
            return host;
        var start = HostNames.PortStart(host);
        if (start < 0)
            return host;
        var isDefault = host.AsSpan(start) is ":80" ? requestScheme == "http" : host.AsSpan(start) is ":443" && requestScheme == "https";
        return isDefault ? host[..start] : host;
    }
}
