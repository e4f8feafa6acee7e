using StackExchange.Redis;

namespace MlMesh.Inference.Features;

/// <summary>The online features' counters of what happened lately, in 30-minute buckets of event time.</summary>
public interface IOnlineWindows
{
    /// <summary>
    /// Appends the increments for one outcome to <paramref name="batch"/>, so that the caller decides what they are atomic with. Not idempotent:
    /// the caller claims the outcome in the same transaction.
    /// </summary>
    /// <param name="batch">A transaction or batch that the caller executes; its tasks complete with it.</param>
    /// <param name="outcome">The outcome to count, in the bucket of its <see cref="FlightOutcome.KnownAt"/>. May arrive in any order.</param>
    void Add(IDatabaseAsync batch, FlightOutcome outcome);
}
