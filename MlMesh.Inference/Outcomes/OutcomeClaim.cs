using System.Globalization;
using MlMesh.Inference.Features;
using StackExchange.Redis;

namespace MlMesh.Inference.Outcomes;

/// <summary>The key whose creation is the counting of an outcome: who creates it counts, everybody else compares.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">What identifies the outcome: two reports of it are the same when this is equal.</param>
internal readonly record struct OutcomeClaim(RedisKey Key, string Value)
{
    /// <summary>The claim on a prediction's outcome.</summary>
    public static OutcomeClaim OfPrediction(string id, int delayMinutes) =>
        new($"outcomes:{id}", delayMinutes.ToString(CultureInfo.InvariantCulture));

    /// <summary>The claim on an outcome that its reporter identifies. Its key never equals one of a prediction, whose id has no colon.</summary>
    public static OutcomeClaim OfKey(string idempotencyKey, FlightOutcome outcome) => new(
        $"outcomes:key:{idempotencyKey}",
        string.Create(CultureInfo.InvariantCulture, $"{outcome.Origin} {outcome.Destination} {outcome.Scheduled:yyyy-MM-dd'T'HH:mm:ss} {outcome.Distance} {outcome.DelayMinutes}"));
}
