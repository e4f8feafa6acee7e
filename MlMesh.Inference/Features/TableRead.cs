using System.Globalization;
using StackExchange.Redis;

namespace MlMesh.Inference.Features;

/// <summary>One command that reads the historical rates of an airport or a route.</summary>
internal sealed class TableRead(TableEntity entity, IReadOnlyList<(int Index, string Field)> slots) : IStoreRead
{
    private readonly RedisValue[] _fields = [.. slots.Select(slot => (RedisValue)slot.Field)];
    private readonly int[] _indices = [.. slots.Select(slot => slot.Index)];

    public RedisKey Key(Flight flight) => entity switch
    {
        TableEntity.Origin => FeatureKeys.Airport(flight.Origin),
        TableEntity.Destination => FeatureKeys.Airport(flight.Destination),
        _ => FeatureKeys.Route(flight.Origin, flight.Destination),
    };

    public RedisValue[] Fields(long closedBefore) => _fields;

    public void Resolve(RedisValue[] reply, long closedBefore, FeatureTables tables, FeatureVectorBuilder vector)
    {
        for (var i = 0; i < _indices.Length; i++)
        {
            if (double.TryParse((byte[]?)reply[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                vector.Present(_indices[i], (float)value);
            else
                vector.Absent(_indices[i]);
        }
    }
}
