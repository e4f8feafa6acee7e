using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Connections;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Traffic;

/// <summary>How many tries one request has left, and what its policy retries.</summary>
internal sealed class RetryState(RetryPolicy policy, ClusterLimits limits, IRandom random)
{
    private int _remaining = policy.Attempts;
    private TimeSpan _backoff = policy.BackoffBase;
    private bool _holdsRetry;

    /// <summary>The policy.</summary>
    public RetryPolicy Policy => policy;

    /// <summary>Whether some condition can hold after the body was sent, so that the body must be kept.</summary>
    public static bool NeedsBody(RetryPolicy policy, bool grpc)
    {
        var conditions = policy.Conditions & ~(RetryConditions.ConnectFailure | RetryConditions.RefusedStream | RetryConditions.RetriableHeaders | RetryConditions.Http3PostConnectFailure);
        if (!grpc)
            conditions &= ~(RetryConditions.GrpcCancelled | RetryConditions.GrpcDeadlineExceeded | RetryConditions.GrpcInternal | RetryConditions.GrpcResourceExhausted | RetryConditions.GrpcUnavailable);
        return policy.Attempts > 0 && conditions != RetryConditions.None;
    }

    /// <summary>Decides after an answer.</summary>
    public RetryVerdict AfterAnswer(MeshResponse response) => Decide(Retries(response));

    /// <summary>Decides after a try without answer.</summary>
    /// <param name="reason">Why there is none.</param>
    /// <param name="requestStarted">Whether the request was sent at least in part.</param>
    public RetryVerdict AfterReset(ResetReason reason, bool requestStarted) => Decide(Retries(reason, requestStarted));

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan NextBackoff()
    {
        var interval = _backoff;
        _backoff = _backoff * 2 < policy.BackoffMaximum ? _backoff * 2 : policy.BackoffMaximum;
        var milliseconds = (ulong)interval.TotalMilliseconds;
        return milliseconds == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(random.NextBits() % milliseconds);
    }

    /// <summary>No further try will be made.</summary>
    public void End()
    {
        if (_holdsRetry)
            limits.EndRetry();
        _holdsRetry = false;
    }

    private RetryVerdict Decide(bool wanted)
    {
        End();
        if (!wanted)
            return RetryVerdict.NotRetriable;
        if (_remaining == 0)
            return RetryVerdict.LimitExceeded;
        _remaining--;
        if (!limits.TryStartRetry())
            return RetryVerdict.Overflow;
        _holdsRetry = true;
        return RetryVerdict.Retry;
    }

    private bool Retries(MeshResponse response)
    {
        if (response.Headers.Contains(HeaderNames.RateLimited))
            return Has(RetryConditions.EnvoyRateLimited);
        var status = response.Status;
        return (Has(RetryConditions.ServerError) && status is >= 500 and <= 599)
            || (Has(RetryConditions.GatewayError) && status is (502 or 503 or 504))
            || (Has(RetryConditions.Retriable4xx) && status == 409)
            || (Has(RetryConditions.RetriableStatusCodes) && policy.Statuses.Contains(status))
            || RetriesGrpc(response.Headers.First(HeaderNames.GrpcStatus));
    }

    private bool RetriesGrpc(string? status) => status switch
    {
        "1" => Has(RetryConditions.GrpcCancelled),
        "4" => Has(RetryConditions.GrpcDeadlineExceeded),
        "8" => Has(RetryConditions.GrpcResourceExhausted),
        "13" => Has(RetryConditions.GrpcInternal),
        "14" => Has(RetryConditions.GrpcUnavailable),
        _ => false,
    };

    private bool Retries(ResetReason reason, bool requestStarted) => reason != ResetReason.Overflow
        && (Has(RetryConditions.Reset | RetryConditions.ServerError | RetryConditions.GatewayError)
            || (Has(RetryConditions.ResetBeforeRequest) && !requestStarted)
            || (Has(RetryConditions.ConnectFailure) && reason.IsConnectFailure()));

    private bool Has(RetryConditions any) => (policy.Conditions & any) != 0;
}
