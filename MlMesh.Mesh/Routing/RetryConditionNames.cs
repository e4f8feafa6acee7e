using System.Collections.Frozen;
using System.Globalization;

namespace MlMesh.Mesh.Routing;

/// <summary>Envoy's words for <see cref="RetryConditions"/>.</summary>
internal static class RetryConditionNames
{
    private static readonly FrozenDictionary<string, RetryConditions> ByName = new Dictionary<string, RetryConditions>
    {
        ["5xx"] = RetryConditions.ServerError,
        ["gateway-error"] = RetryConditions.GatewayError,
        ["reset"] = RetryConditions.Reset,
        ["reset-before-request"] = RetryConditions.ResetBeforeRequest,
        ["connect-failure"] = RetryConditions.ConnectFailure,
        ["envoy-ratelimited"] = RetryConditions.EnvoyRateLimited,
        ["retriable-4xx"] = RetryConditions.Retriable4xx,
        ["refused-stream"] = RetryConditions.RefusedStream,
        ["retriable-status-codes"] = RetryConditions.RetriableStatusCodes,
        ["retriable-headers"] = RetryConditions.RetriableHeaders,
        ["http3-post-connect-failure"] = RetryConditions.Http3PostConnectFailure,
        ["cancelled"] = RetryConditions.GrpcCancelled,
        ["deadline-exceeded"] = RetryConditions.GrpcDeadlineExceeded,
        ["internal"] = RetryConditions.GrpcInternal,
        ["resource-exhausted"] = RetryConditions.GrpcResourceExhausted,
        ["unavailable"] = RetryConditions.GrpcUnavailable,
    }.ToFrozenDictionary();

    /// <summary>The condition of a word; none for an unknown one.</summary>
    public static RetryConditions Parse(string word) => ByName.GetValueOrDefault(word);

    /// <summary>A policy's conditions as <c>retryOn</c> states them.</summary>
    public static string Format(RetryPolicy policy)
    {
        var words = Enum.GetValues<RetryConditions>()
            .Where(condition => condition != RetryConditions.None && policy.Conditions.HasFlag(condition) && !(condition == RetryConditions.RetriableStatusCodes && !policy.Statuses.IsEmpty))
            .Select(condition => ByName.First(name => name.Value == condition).Key);
        return string.Join(',', words.Concat(policy.Statuses.Select(status => status.ToString(CultureInfo.InvariantCulture))));
    }
}
