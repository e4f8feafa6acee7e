using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>
/// A bucket whose tokens come back steadily, as Envoy's: what it keeps is the moment at which it would have been empty. Thread-safe, without a lock.
/// </summary>
internal sealed class TokenBucket
{
    /// <summary>At least one token a year comes back.</summary>
    private const double LeastRate = 1.0 / (365 * 24 * 60 * 60);

    private readonly TimeProvider _time;
    private readonly double _most;
    private double _emptyAt;

    public TokenBucket(TokenBucketSettings settings, TimeProvider time)
    {
        _time = time;
        _most = settings.MaxTokens;
        var interval = settings.FillInterval.TotalSeconds;
        Rate = interval > 0 ? Math.Max(settings.TokensPerFill / interval, LeastRate) : LeastRate;
        _emptyAt = Now - (_most / Rate);
    }

    /// <summary>Tokens that come back in a second.</summary>
    public double Rate { get; }

    /// <summary>How many it holds at most.</summary>
    public uint Limit => (uint)_most;

    /// <summary>Whole tokens that are left.</summary>
    public uint Remaining => (uint)Left(Now, Volatile.Read(ref _emptyAt));

    /// <summary>Whole seconds until there is a token, rounded down; 0 while there is one.</summary>
    public int SecondsToNext
    {
        get
        {
            var left = Left(Now, Volatile.Read(ref _emptyAt));
            return left >= 1 ? 0 : (int)(Math.Ceiling((1 - left) / Rate * 1000) / 1000);
        }
    }

    private double Now => (double)_time.GetTimestamp() / _time.TimestampFrequency;

    /// <summary>Takes a token.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryTake()
    {
        var now = Now;
        var before = Volatile.Read(ref _emptyAt);
        while (true)
        {
            var left = Left(now, before);
            if (left < 1)
                return false;
            var seen = Interlocked.CompareExchange(ref _emptyAt, now - ((left - 1) / Rate), before);
            if (seen.Equals(before))
                return true;
            before = seen;
        }
    }

    private double Left(double now, double emptyAt) => Math.Clamp((now - emptyAt) * Rate, 0, _most);
}
