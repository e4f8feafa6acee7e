using MlMesh.Mesh.Security.ExternalAuthorization;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters.External;

/// <summary>Makes the request that an external authorizer gets: method, path and host of the original, and of the rest what the provider lists.</summary>
internal static class CheckRequest
{
    private const string PartialBody = "x-envoy-auth-partial-body";

    /// <summary>Makes the check of a request. Where the body is part of it, the request's own body is replaced by one that begins anew.</summary>
    /// <returns>The check, or that the body is larger than the authorizer takes.</returns>
    public static async ValueTask<(MeshRequest Check, bool TooLarge)> BuildAsync(Exchange exchange, Authorizer authorizer, CancellationToken cancellationToken)
    {
        var request = exchange.Request;
        var headers = new HeaderList(8);
        foreach (var (name, value) in request.Headers.Fields)
        {
            if (name is HeaderNames.ContentLength or PartialBody || !authorizer.Asks(name))
                continue;
            headers.Replace(name, headers.First(name) is { } before ? $"{before},{value}" : value);
        }

        foreach (var (name, value) in authorizer.Added)
            headers.Replace(name.ToLowerInvariant(), value);
        var body = RequestBody.Empty;
        if (authorizer.Body is { MaxRequestBytes: > 0 } limits && !request.Body.IsEmpty)
        {
            var (beginning, isWhole) = await PeekAsync(request, limits.MaxRequestBytes, cancellationToken).ConfigureAwait(false);
            if (!isWhole && !limits.AllowPartialMessage)
                return (request, true);
            if (beginning.Length > 0)
                headers.Replace(PartialBody, isWhole ? "false" : "true");
            body = new BytesBody(beginning);
        }

        return (new MeshRequest { Method = request.Method, Target = authorizer.PathPrefix + request.Target, Authority = request.Authority, Scheme = request.Scheme, Headers = headers, Body = body }, false);
    }

    private static async Task<(ReadOnlyMemory<byte> Beginning, bool IsWhole)> PeekAsync(MeshRequest request, uint most, CancellationToken cancellationToken)
    {
        var buffer = new BodyBuffer(request.Body, most + 1L, cancellationToken);
        request.Body = buffer.OpenMain();
        using var beginning = new BeginningStream(most);
        try
        {
            await buffer.OpenMirror().CopyToAsync(beginning, cancellationToken).ConfigureAwait(false);
        }
        catch (BeginningStream.FullException)
        {
            return (beginning.Taken, false);
        }

        return (beginning.Taken, true);
    }
}
