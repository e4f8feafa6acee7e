using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>
/// A request as the application behind a proxy sees it end: of the route's timeout it hears as of a client that goes away, and the connection that it can cut off is
/// the proxy's, not the client's, who gets an answer as long as none has begun.
/// </summary>
internal sealed class ApplicationLifetime : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly IHttpRequestLifetimeFeature _client;
    private readonly HttpResponse _response;
    private readonly CancellationTokenSource? _deadline;
    private CancellationToken _aborted;

    public ApplicationLifetime(IHttpRequestLifetimeFeature client, HttpResponse response, TimeSpan? timeout)
    {
        (_client, _response, _aborted) = (client, response, client.RequestAborted);
        if (timeout is not { } limit)
            return;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(_aborted);
        _deadline.CancelAfter(limit);
        _aborted = _deadline.Token;
    }

    public CancellationToken RequestAborted
    {
        get => IsCutOff ? new CancellationToken(canceled: true) : _aborted;
        set => _aborted = value;
    }

    /// <summary>The application cut its connection off before it answered.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>The route's timeout has passed, and the client still waits.</summary>
    public bool IsOverdue => _deadline is { IsCancellationRequested: true } && !_client.RequestAborted.IsCancellationRequested;

    public void Abort()
    {
        // Half an answer cannot be mended.
        if (_response.HasStarted)
            _client.Abort();
        else
            IsCutOff = true;
    }

    public void Dispose() => _deadline?.Dispose();
}
