using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace MlMesh.Inference.Features;

internal sealed partial class OnlineWindows(IConnectionMultiplexer store, IOptions<FeatureOptions> options, ILogger<OnlineWindows> logger) : IOnlineWindows
{
    private readonly long _retainedBuckets = (long)(options.Value.WindowRetention / TimeSpan.FromMinutes(EventTime.BucketMinutes));
    private readonly TimeSpan _expiry = options.Value.WindowExpiry;

    // By key, the last day of event time for which its old buckets were dropped.
    private readonly ConcurrentDictionary<RedisKey, long> _trimmed = new();

    public void Add(IDatabaseAsync batch, FlightOutcome outcome)
    {
        var bucket = EventTime.Bucket(outcome.KnownAt);
        Add(batch, FeatureKeys.AirportWindow(outcome.Origin), WindowCounter.Departures, bucket, outcome.Late);
        Add(batch, FeatureKeys.AirportWindow(outcome.Destination), WindowCounter.Arrivals, bucket, outcome.Late);
        Add(batch, FeatureKeys.SystemWindow, WindowCounter.System, bucket, outcome.Late);
    }

    private void Add(IDatabaseAsync batch, RedisKey key, WindowCounter counter, long bucket, bool late)
    {
        _ = batch.HashIncrementAsync(key, counter.Flights(bucket), 1, CommandFlags.FireAndForget);
        if (late)
            _ = batch.HashIncrementAsync(key, counter.Late(bucket), 1, CommandFlags.FireAndForget);
        _ = batch.KeyExpireAsync(key, _expiry, CommandFlags.FireAndForget);
        if (IsNewDay(key, bucket / EventTime.BucketsPerDay))
            _ = TrimAsync(key, batch.HashKeysAsync(key), bucket - _retainedBuckets);
    }

    private bool IsNewDay(RedisKey key, long day)
    {
        while (true)
        {
            if (!_trimmed.TryGetValue(key, out var last))
            {
                if (_trimmed.TryAdd(key, day))
                    return true;
            }
            else if (last >= day)
            {
                return false;
            }
            else if (_trimmed.TryUpdate(key, day, last))
            {
                return true;
            }
        }
    }

    /// <summary>
    /// Drops the buckets that lie too far before the one just written. Buckets after it stay, however old: a replay of an earlier day is not to lose what it wrote.
    /// </summary>
    private async Task TrimAsync(RedisKey key, Task<RedisValue[]> keys, long oldest)
    {
        try
        {
            var stale = Array.FindAll(await keys, field => WindowCounter.TryParseBucket(field!, out var bucket) && bucket < oldest);
            if (stale.Length > 0)
                await store.GetDatabase().HashDeleteAsync(key, stale);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            // Nothing reads those buckets; the next day's first outcome drops them.
            LogNotTrimmed(logger, key, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The old buckets of {Key} are not dropped yet.")]
    private static partial void LogNotTrimmed(ILogger logger, RedisKey key, Exception exception);
}
