using System.Globalization;
using MlMesh.Mesh.Security.ExternalAuthorization;
using MlMesh.Mesh.Traffic;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters.External;

/// <summary>Asks an external authorizer: one try, over the proxy's own cluster of its service.</summary>
internal sealed class AuthorizationClient(Authorizer authorizer, FilterServices services)
{
    /// <summary>Most bytes of an answer; a longer one counts as a failure.</summary>
    private const int MostBytes = 1024 * 1024;

    private readonly string _timeout = ((long)authorizer.Timeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Asks about a request.</summary>
    /// <param name="check">The request that the authorizer gets.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <returns>Its answer; none when it failed: nobody answers, too late, or with 5xx.</returns>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public async ValueTask<AuthorizationAnswer?> AskAsync(MeshRequest check, CancellationToken cancellationToken)
    {
        if (services.Cluster(authorizer.Cluster) is not { } cluster || cluster.Pick(hash: null, originalDestination: null) is not { } host)
            return null;
        check.Headers.Replace(HeaderNames.ExpectedTimeout, _timeout);
        check.Headers.Replace(HeaderNames.Internal, "true");
        using var timeout = new CancellationTokenSource(authorizer.Timeout, services.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var result = await host.SendAsync(check, both.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (result.Response is not { } response)
        {
            if (result.Reason != ResetReason.Overflow)
                cluster.FailedLocally(host, timeout.IsCancellationRequested ? 504 : 503);
            return null;
        }

        cluster.Connected(host);
        cluster.Answered(host, response.Status);
        using (response)
            return response.Status >= 500 ? null : await ReadAsync(response, both.Token, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<AuthorizationAnswer?> ReadAsync(MeshResponse response, CancellationToken limit, CancellationToken clientGone)
    {
        using var body = new MemoryStream();
        var part = new byte[4096];
        try
        {
            int read;
            while ((read = await response.Body.ReadAsync(part, limit).ConfigureAwait(false)) > 0)
            {
                body.Write(part, 0, read);
                if (body.Length > MostBytes)
                    return null;
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException && !clientGone.IsCancellationRequested)
        {
            return null;
        }

        foreach (var hop in new[] { HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.TransferEncoding, HeaderNames.ContentLength })
            response.Headers.Remove(hop);
        return new AuthorizationAnswer(response.Status, response.Headers, body.ToArray());
    }
}
