using System.Net;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Security.Tokens.Keys;

namespace MlMesh.Mesh.Security.Tokens.Sources;

/// <summary>
/// Fetches key sets over HTTP(S), in plaintext or with the server's certificate checked, as istiod does: from outside of the mesh's mTLS. It follows no
/// redirect, uses no proxy, and reads at most <see cref="MaximumBytes"/>.
/// </summary>
internal sealed class JwksFetcher : IDisposable
{
    /// <summary>The longest answer, in bytes.</summary>
    public const int MaximumBytes = 256 * 1024;

    private readonly Func<string, int, Endpoint?> _find;
    private readonly Func<Endpoint, CancellationToken, ValueTask<Stream>> _connect;
    private readonly HttpClient _client;

    /// <summary>Creates a fetcher.</summary>
    /// <param name="find">Where a host and port are; none when nothing is fetched from there.</param>
    /// <param name="connect">Opens a connection.</param>
    public JwksFetcher(Func<string, int, Endpoint?> find, Func<Endpoint, CancellationToken, ValueTask<Stream>> connect)
    {
        _find = find;
        _connect = connect;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            // A kept connection could lead to where the host was under an earlier policy.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = ConnectAsync,
        };
        _client = new HttpClient(handler) { MaxResponseContentBufferSize = MaximumBytes, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Fetches the keys of a <c>jwksUri</c>.</summary>
    /// <exception cref="HttpRequestException">They cannot be had.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<TokenKeySet> FetchAsync(string jwksUri, CancellationToken cancellationToken) =>
        TokenKeyReader.Read(await GetAsync(jwksUri, cancellationToken).ConfigureAwait(false));

    /// <summary>Fetches the keys of an issuer by OpenID Connect Discovery, as istiod does for a rule without <c>jwksUri</c>.</summary>
    /// <exception cref="HttpRequestException">They cannot be had.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<TokenKeySet> DiscoverAsync(string issuer, CancellationToken cancellationToken)
    {
        var metadata = await GetAsync(issuer.TrimEnd('/') + "/.well-known/openid-configuration", cancellationToken).ConfigureAwait(false);
        return ClaimReader.ReadObject(metadata)?.Field("jwks_uri") is { Kind: ClaimKind.Text, Text: var jwksUri }
            ? await FetchAsync(jwksUri, cancellationToken).ConfigureAwait(false)
            : throw new HttpRequestException("its OpenID configuration names no jwks_uri.");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<byte[]> GetAsync(string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            throw new HttpRequestException("the address is no http or https URL.");
        using var response = await _client.GetAsync(uri, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
            : throw new HttpRequestException($"the answer was {(int)response.StatusCode}.");
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        return _find(target.Host, target.Port) is { } endpoint
            ? await _connect(endpoint, cancellationToken).ConfigureAwait(false)
            : throw new IOException(
                $"{target.Host}:{target.Port} is neither a Service of the mesh, nor a host and port of a ServiceEntry, nor this machine. Add a ServiceEntry for it, or put the keys into jwks.");
    }
}
