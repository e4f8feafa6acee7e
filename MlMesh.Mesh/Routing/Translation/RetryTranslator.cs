using System.Collections.Immutable;
using System.Globalization;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Translates retry policies, with Istio's default where there is none.</summary>
internal static class RetryTranslator
{
    private const int DefaultAttempts = 2;
    private const RetryConditions DefaultConditions = RetryConditions.ConnectFailure | RetryConditions.RefusedStream | RetryConditions.GrpcUnavailable | RetryConditions.GrpcCancelled;

    /// <param name="retries">The route's policy, else the mesh's default; none for Istio's own default.</param>
    /// <param name="sticky">The destination is chosen by hash, so a retry goes to the same host.</param>
    public static RetryPolicy? Translate(HttpRetry? retries, bool sticky)
    {
        if (retries is null)
            return new RetryPolicy { Attempts = DefaultAttempts, Conditions = DefaultConditions, AvoidPreviousHosts = !sticky };
        if (retries.Attempts <= 0)
            return null;
        var conditions = retries.RetryOn.Length == 0 ? DefaultConditions : RetryConditions.None;
        var statuses = ImmutableArray.CreateBuilder<int>();
        foreach (var part in retries.RetryOn.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var status) && IsKnownStatus(status))
                statuses.Add(status);
            else
                conditions |= RetryConditionNames.Parse(part);
        }
        var policy = new RetryPolicy
        {
            Attempts = retries.Attempts,
            Conditions = statuses.Count > 0 ? conditions | RetryConditions.RetriableStatusCodes : conditions,
            Statuses = statuses.ToImmutable(),
            PerTryTimeout = retries.PerTryTimeout,
            AvoidPreviousHosts = retries.RetryIgnorePreviousHosts ?? !sticky,
        };
        if (retries.Backoff is not { } backoff)
            return policy;
        // Envoy counts in whole milliseconds, at least one.
        var start = TimeSpan.FromMilliseconds(Math.Max(1, Math.Floor(backoff.TotalMilliseconds)));
        return policy with { BackoffBase = start, BackoffMaximum = start * 10 };
    }

    /// <summary>The statuses that have a name in Go; other numbers are taken for unknown words.</summary>
    private static bool IsKnownStatus(int status) => status is (>= 100 and <= 103) or (>= 200 and <= 208) or 226 or (>= 300 and <= 308 and not 306)
        or (>= 400 and <= 418) or (>= 421 and <= 426) or 428 or 429 or 431 or 451 or (>= 500 and <= 508) or 510 or 511;
}
