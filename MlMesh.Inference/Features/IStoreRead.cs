using StackExchange.Redis;

namespace MlMesh.Inference.Features;

/// <summary>One HMGET of the round trip, and what its reply means.</summary>
internal interface IStoreRead
{
    RedisKey Key(Flight flight);

    /// <summary>The hash fields to read when the buckets before <paramref name="closedBefore"/> are closed. Shared: not to be changed.</summary>
    RedisValue[] Fields(long closedBefore);

    void Resolve(RedisValue[] reply, long closedBefore, FeatureTables tables, FeatureVectorBuilder vector);
}
