using StackExchange.Redis;

namespace MlMesh.Inference.Predictions;

/// <summary>Keys of what is remembered of predictions.</summary>
internal static class PredictionKeys
{
    /// <summary>Set of the versions that ever remembered a prediction in this store.</summary>
    public static readonly RedisKey Versions = "predictions:versions";

    /// <summary>String, JSON of a <see cref="PredictionRecord"/>.</summary>
    public static RedisKey Of(string id, string version) => $"predictions:{id}:{version}";
}
