using System.Buffers.Text;
using System.Text;
using StackExchange.Redis;

namespace MlMesh.Inference.Features;

/// <summary>One command that reads the online counters of an airport, or of the whole system.</summary>
internal sealed class WindowRead : IStoreRead
{
    private const int RecentSlots = 64;

    private readonly WindowEntity _entity;
    private readonly (WindowCounter Counter, int Buckets)[] _counters;
    private readonly (int Index, int First, int Buckets)[] _slots;
    private readonly FieldsAt?[] _recent = new FieldsAt?[RecentSlots];

    public WindowRead(WindowEntity entity, IReadOnlyList<(int Index, WindowSource Source)> features)
    {
        _entity = entity;
        _counters = [.. features
            .GroupBy(feature => feature.Source.Counter, (counter, asked) => (counter, asked.Max(feature => feature.Source.Hours) * EventTime.BucketsPerHour))];
        _slots = [.. features.Select(feature => (feature.Index, First(feature.Source.Counter), feature.Source.Hours * EventTime.BucketsPerHour))];
    }

    public RedisKey Key(Flight flight) => _entity switch
    {
        WindowEntity.Origin => FeatureKeys.AirportWindow(flight.Origin),
        WindowEntity.Destination => FeatureKeys.AirportWindow(flight.Destination),
        _ => FeatureKeys.SystemWindow,
    };

    public RedisValue[] Fields(long closedBefore)
    {
        // Requests come close together in event time, so nearly all find their fields made. A race makes them twice, which is harmless.
        ref var slot = ref _recent[(int)(closedBefore & (RecentSlots - 1))];
        var fields = Volatile.Read(ref slot);
        if (fields is null || fields.ClosedBefore != closedBefore)
            Volatile.Write(ref slot, fields = new FieldsAt(closedBefore, Make(closedBefore)));
        return fields.Fields;
    }

    public void Resolve(RedisValue[] reply, long closedBefore, FeatureTables tables, FeatureVectorBuilder vector)
    {
        var prior = _entity == WindowEntity.System ? tables.SystemWindowPriorFlights : tables.AirportWindowPriorFlights;
        foreach (var (index, first, buckets) in _slots)
        {
            long flights = 0, late = 0;
            for (var back = 0; back < buckets; back++)
            {
                var count = Count(reply[first + 2 * back]);
                if (count > 0)
                    vector.Held(closedBefore - 1 - back);
                flights += count;
                late += Count(reply[first + 2 * back + 1]);
            }
            vector.Window(index, (float)((late + prior * tables.OverallLateRate) / (flights + prior)), empty: flights == 0);
        }
    }

    private int First(WindowCounter counter)
    {
        var first = 0;
        foreach (var (each, buckets) in _counters)
        {
            if (each == counter)
                break;
            first += 2 * buckets;
        }
        return first;
    }

    /// <summary>The counters' blocks one after the other; in each, the newest closed bucket first: its flights, its late flights.</summary>
    private RedisValue[] Make(long closedBefore)
    {
        var fields = new List<RedisValue>();
        foreach (var (counter, buckets) in _counters)
        {
            for (var bucket = closedBefore - 1; bucket >= closedBefore - buckets; bucket--)
            {
                fields.Add(Encoding.ASCII.GetBytes(counter.Flights(bucket)));
                fields.Add(Encoding.ASCII.GetBytes(counter.Late(bucket)));
            }
        }
        return [.. fields];
    }

    private static long Count(RedisValue value) =>
        (byte[]?)value is { } digits && Utf8Parser.TryParse(digits, out long count, out var read) && read == digits.Length ? count : 0;

    private sealed record FieldsAt(long ClosedBefore, RedisValue[] Fields);
}
