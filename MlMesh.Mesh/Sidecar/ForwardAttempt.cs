using System.Globalization;
using System.Runtime.CompilerServices;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>The tries of one forwarded request: who was asked, what is left, and when time is up.</summary>
internal sealed class ForwardAttempt
{
    private readonly ClusterServices _services;
    private readonly RetryState? _retries;
    private CancellationToken _token;
    private List<UpstreamHost>? _tried;

    public ForwardAttempt(Exchange exchange, RouteDecision decision, UpstreamCluster cluster, ClusterServices services)
    {
        Exchange = exchange;
        Decision = decision;
        Cluster = cluster;
        _services = services;
        if (decision.Route!.Retry is { Attempts: > 0 } policy)
            _retries = new RetryState(policy, cluster.Limits, services.Random);
    }

    public Exchange Exchange { get; }

    public RouteDecision Decision { get; }

    public UpstreamCluster Cluster { get; }

    /// <summary>The consistent-hash key, if any.</summary>
    public ulong? Hash { get; init; }

    /// <summary>A cookie for the answer, if the hash made one.</summary>
    public string? Cookie { get; init; }

    /// <summary>Keeps the body for retries and mirrors; none where it streams through.</summary>
    public BodyBuffer? Buffer { get; set; }

    /// <summary>Whether the route's timeout ended the exchange.</summary>
    public bool DeadlineReached => Exchange.Deadline is { Expired: true };

    /// <summary>Whether the last try ran into its own timeout.</summary>
    public bool TryTimedOut { get; private set; }

    /// <summary>Starts the route's timeout: when the client has sent everything, as in Envoy.</summary>
    public void StartDeadline(TimeSpan? timeout, CancellationToken clientGone)
    {
        _token = clientGone;
        if (timeout is not { } limit)
            return;
        var deadline = Exchange.Deadline = new Deadline(limit, _services.Time, clientGone);
        _token = deadline.Token;
        Exchange.Request.Body = deadline.StartAfter(Exchange.Request.Body);
    }

    /// <summary>Tells the endpoint how long this proxy will wait for it: a try's own limit, else what is left of the route's.</summary>
    public void AnnounceTimeout()
    {
        var own = Decision.Route!.Retry?.PerTryTimeout;
        var left = Exchange.Attempts > 1 ? Exchange.Deadline?.Left : Decision.Route.Timeout;
        if ((own ?? left) is not { } expected)
            return;
        if (left < expected)
            expected = left.Value;
        Exchange.Request.Headers.Replace(HeaderNames.ExpectedTimeout, ((long)expected.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Sends the request to an endpoint and waits for the head of its answer.</summary>
    public ValueTask<UpstreamResult> SendAsync(UpstreamHost host)
    {
        TryTimedOut = false;
        return _retries?.Policy.PerTryTimeout is { } limit ? SendWithinAsync(host, limit) : host.SendAsync(Exchange.Request, _token);
    }

    /// <summary>Tells outlier detection how the try ended, and decides about another.</summary>
    public RetryVerdict Judge(UpstreamHost host, UpstreamResult result)
    {
        if (result.Response is { } response)
        {
            Cluster.Connected(host);
            Cluster.Answered(host, response.Status);
            return Judged(host, _retries?.AfterAnswer(response));
        }

        if (result.Reason != ResetReason.Overflow)
            Cluster.FailedLocally(host, DeadlineReached || TryTimedOut ? 504 : 503);
        if (DeadlineReached)
            return RetryVerdict.NotRetriable;
        return Judged(host, _retries?.AfterReset(TryTimedOut ? ResetReason.LocalReset : result.Reason, requestStarted: !result.Reason.IsConnectFailure()));
    }

    /// <summary>Waits before the next try.</summary>
    /// <returns>False when the time for the whole exchange ran out meanwhile, or the client went away.</returns>
    public async ValueTask<bool> BackOffAsync()
    {
        try
        {
            await Task.Delay(_retries!.NextBackoff(), _services.Time, _token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Chooses the endpoint of the next try, preferring one that was not tried.</summary>
    public UpstreamHost? PickAgain()
    {
        if (Buffer is not null)
            Exchange.Request.Body = Buffer.OpenMain();
        var host = Cluster.Pick(Hash, Exchange.Connection.Destination);
        if (!_retries!.Policy.AvoidPreviousHosts)
            return host;
        for (var i = 0; i < _retries.Policy.HostSelectionAttempts && host is not null && _tried!.Contains(host); i++)
            host = Cluster.Pick(Hash, Exchange.Connection.Destination);
        return host;
    }

    /// <summary>No further try will be made.</summary>
    public void End() => _retries?.End();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<UpstreamResult> SendWithinAsync(UpstreamHost host, TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit, _services.Time);
        using var whole = _token.UnsafeRegister(static timeout => ((CancellationTokenSource)timeout!).Cancel(), timeout);
        var result = await host.SendAsync(Exchange.Request, timeout.Token).ConfigureAwait(false);
        TryTimedOut = result.Response is null && timeout.IsCancellationRequested && !_token.IsCancellationRequested;
        return result;
    }

    private RetryVerdict Judged(UpstreamHost host, RetryVerdict? verdict)
    {
        if (verdict != RetryVerdict.Retry)
            return verdict ?? RetryVerdict.NotRetriable;
        if (Buffer is { CanReplay: false })
        {
            Exchange.BodyTooLargeToRetry = true;
            return RetryVerdict.NotRetriable;
        }

        (_tried ??= []).Add(host);
        return RetryVerdict.Retry;
    }
}
