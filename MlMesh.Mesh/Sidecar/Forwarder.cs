using System.Globalization;
using System.Runtime.CompilerServices;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Sidecar.Tracing;
using MlMesh.Mesh.Traffic;
using MlMesh.Mesh.Traffic.Connections;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>Envoy's router: forwards a request to the drawn cluster, with timeouts, retries and mirrors.</summary>
internal sealed class Forwarder(ClusterServices services, Mirrors mirrors, long retryBufferLimit)
{
    private static readonly byte[] NoHealthyUpstream = "no healthy upstream"u8.ToArray();
    private static readonly byte[] Timeout = "upstream request timeout"u8.ToArray();
    private static readonly HeaderField Overloaded = new(HeaderNames.Overloaded, "true");

    /// <summary>Forwards a request.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="decision">Its route and destination.</param>
    /// <param name="cluster">The destination's cluster.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <returns>The endpoint's answer, or the proxy's own.</returns>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public ValueTask<MeshResponse?> ForwardAsync(Exchange exchange, RouteDecision decision, UpstreamCluster cluster, CancellationToken cancellationToken)
    {
        var route = decision.Route!;
        var hash = HashKey.Compute(exchange, route.HashPolicies, services.Random, out var cookie);
        exchange.HashKey = hash;
        exchange.Attempts = 1;
        if (cluster.Pick(hash, exchange.Connection.Destination) is not { } host)
            return ValueTask.FromResult<MeshResponse?>(LocalReply.Create(exchange, 503, "no_healthy_upstream", NoHealthyUpstream, "UH", decision));

        var attempt = new ForwardAttempt(exchange, decision, cluster, services) { Cookie = cookie, Hash = hash };
        attempt.StartDeadline(route.Timeout, cancellationToken);
        attempt.AnnounceTimeout();
        RewriteRequest(exchange, decision);
        exchange.Trace?.Forward(exchange);
        KeepBodyWhereNeeded(attempt, route, cancellationToken);
        return TryUntilDoneAsync(attempt, host, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<MeshResponse?> TryUntilDoneAsync(ForwardAttempt attempt, UpstreamHost host, CancellationToken cancellationToken)
    {
        var exchange = attempt.Exchange;
        try
        {
            while (true)
            {
                exchange.Upstream = host.Endpoint;
                var started = services.Time.GetTimestamp();
                var span = exchange.Trace?.BeginTry(exchange);
                var result = await attempt.SendAsync(host).ConfigureAwait(false);
                ExchangeTrace.EndTry(span, exchange, result.Response?.Status ?? 0);
                cancellationToken.ThrowIfCancellationRequested();
                var verdict = attempt.Judge(host, result);
                if (verdict != RetryVerdict.Retry)
                    return result.Response is { } response ? Finish(attempt, response, verdict, started) : Failed(attempt, result, verdict);

                result.Response?.Dispose();
                if (!await attempt.BackOffAsync().ConfigureAwait(false))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return LocalReply.Create(exchange, 504, "response_timeout", Timeout, "UT", attempt.Decision);
                }

                if (attempt.PickAgain() is not { } next)
                    return LocalReply.Create(exchange, 503, "no_healthy_upstream", NoHealthyUpstream, "UH", attempt.Decision);
                host = next;
                exchange.Attempts++;
                attempt.AnnounceTimeout();
                if (attempt.Decision.VirtualHost!.IncludeAttemptCount)
                    exchange.Request.Headers.Replace(HeaderNames.AttemptCount, exchange.Attempts.ToString(CultureInfo.InvariantCulture));
            }
        }
        finally
        {
            attempt.End();
        }
    }

    private MeshResponse Finish(ForwardAttempt attempt, MeshResponse response, RetryVerdict verdict, long started)
    {
        var exchange = attempt.Exchange;
        exchange.Details = "via_upstream";
        exchange.Status = response.Status;
        AddVerdict(exchange, verdict);
        var elapsed = (long)services.Time.GetElapsedTime(started).TotalMilliseconds;
        response.Headers.Replace(HeaderNames.UpstreamServiceTime, elapsed.ToString(CultureInfo.InvariantCulture));
        response.Headers.Remove(HeaderNames.Connection);
        response.Headers.Remove(HeaderNames.KeepAlive);
        if (attempt.Cookie is { } cookie)
            response.Headers.Append("set-cookie", cookie);
        ResponseTransforms.Apply(exchange, attempt.Decision, response);
        exchange.Deadline?.Watch(response.Body);
        return response;
    }

    /// <summary>Refuses a request over a limit.</summary>
    public static MeshResponse Overflow(Exchange exchange, RouteDecision decision) => Reset(exchange, decision, ResetReason.Overflow);

    private static MeshResponse Failed(ForwardAttempt attempt, UpstreamResult result, RetryVerdict verdict)
    {
        var exchange = attempt.Exchange;
        if (attempt.DeadlineReached)
            return LocalReply.Create(exchange, 504, "response_timeout", Timeout, "UT", attempt.Decision);
        AddVerdict(exchange, verdict);
        if (attempt.TryTimedOut)
            return LocalReply.Create(exchange, 504, "upstream_per_try_timeout", Timeout, "UT", attempt.Decision);

        exchange.TransportFailure = result.TransportFailure?.Replace(' ', '_');
        return Reset(exchange, attempt.Decision, result.Reason);
    }

    private static MeshResponse Reset(Exchange exchange, RouteDecision decision, ResetReason reason)
    {
        var failure = exchange.TransportFailure is { } text ? $"|{text}" : "";
        var retried = exchange.Attempts > 1 ? "retried and the latest " : "";
        return LocalReply.Create(
            exchange,
            503,
            $"upstream_reset_before_response_started{{{reason.Token()}{failure}}}",
            $"upstream connect error or disconnect/reset before headers. {retried}reset reason: {reason.Text()}",
            Flag(reason),
            decision,
            reason == ResetReason.Overflow ? Overloaded : null);
    }

    /// <summary>Changes a request as its route and destination say.</summary>
    public static void RewriteRequest(Exchange exchange, RouteDecision decision)
    {
        var request = exchange.Request;
        if (decision.VirtualHost!.IncludeAttemptCount)
            request.Headers.Replace(HeaderNames.AttemptCount, "1");
        var destination = decision.Destination!;
        if (!destination.RequestHeaders.IsEmpty)
        {
            var editor = new RequestEditor(request);
            var substitutions = new Substitutions(exchange, response: null);
            foreach (var transform in destination.RequestHeaders)
                transform.Apply(editor, substitutions);
        }

        if (destination.OwnHost is { } own)
            request.Authority = own;
        if (destination.HostRewrite is { } host)
        {
            request.Headers.Replace(HeaderNames.OriginalHost, request.Authority);
            request.Authority = host;
        }

        if (decision.Route!.Rewrite is { } rewrite)
        {
            request.Headers.Replace(HeaderNames.OriginalPath, request.Target);
            request.Target = rewrite.Apply(request.Target);
        }
    }

    private void KeepBodyWhereNeeded(ForwardAttempt attempt, RouteEntry route, CancellationToken cancellationToken)
    {
        var request = attempt.Exchange.Request;
        var copies = route.Mirrors.IsEmpty ? null : mirrors.Draw(route);
        if (!request.Body.IsEmpty && request.Body is not BytesBody
            && (copies is not null || IsShort(request.Body) || (route.Retry is { } retry && RetryState.NeedsBody(retry, request.IsGrpc))))
        {
            attempt.Buffer = new BodyBuffer(request.Body, retryBufferLimit, cancellationToken);
            request.Body = attempt.Buffer.OpenMain();
        }

        foreach (var copy in copies ?? [])
            mirrors.Send(copy, attempt.Exchange, attempt.Buffer?.OpenMirror() ?? request.Body, attempt.Hash, route.Timeout);
    }

    // A short body is at hand as a rule. What is kept waits for its beginning, and so leaves in one packet with the head; two would pass TLS twice at both ends.
    private static bool IsShort(RequestBody body) => body.Length <= RequestWriter.OnePacket;

    private static void AddVerdict(Exchange exchange, RetryVerdict verdict)
    {
        if (verdict == RetryVerdict.LimitExceeded)
            exchange.AddFlag("URX");
        else if (verdict == RetryVerdict.Overflow)
            exchange.AddFlag("UO");
    }

    private static string Flag(ResetReason reason) => reason switch
    {
        ResetReason.RemoteConnectionFailure or ResetReason.ConnectionTimeout => "UF",
        ResetReason.Overflow => "UO",
        ResetReason.ProtocolError => "UPE",
        ResetReason.LocalReset => "LR",
        _ => "UC",
    };
}
