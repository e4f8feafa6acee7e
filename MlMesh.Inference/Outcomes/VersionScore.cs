using MlMesh.Inference.Predictions;
using StackExchange.Redis;

namespace MlMesh.Inference.Outcomes;

/// <summary>
/// How well a version predicted, summed up in the store: hash <c>scores:{version}</c> with fields <c>{role}:{count}</c>, role being <c>served</c> or <c>shadow</c>.
/// </summary>
internal static class VersionScore
{
    /// <summary>Keeps the logarithm finite for a model that was certain and wrong.</summary>
    private const double Smallest = 1e-15;

    public static RedisKey KeyOf(string version) => $"scores:{version}";

    /// <summary>Logarithmic loss of one prediction, in nats.</summary>
    public static double LogLoss(PredictionRecord prediction, bool late)
    {
        var probability = Math.Clamp(late ? prediction.Probability : 1.0 - prediction.Probability, Smallest, 1);
        return -Math.Log(probability);
    }

    /// <summary>Squared error of one prediction; its mean is the Brier score.</summary>
    public static double SquaredError(PredictionRecord prediction, bool late)
    {
        var error = prediction.Probability - (late ? 1.0 : 0.0);
        return error * error;
    }

    /// <summary>Appends the increments for one prediction's outcome to a transaction.</summary>
    public static void Add(IDatabaseAsync batch, string version, PredictionRecord prediction, bool late)
    {
        var key = KeyOf(version);
        var role = prediction.Role;
        _ = batch.HashIncrementAsync(key, $"{role}:flights", 1);
        _ = batch.HashIncrementAsync(key, $"{role}:late", late ? 1 : 0);
        _ = batch.HashIncrementAsync(key, $"{role}:predicted_late", prediction.Late ? 1 : 0);
        _ = batch.HashIncrementAsync(key, $"{role}:correct", prediction.Late == late ? 1 : 0);
        _ = batch.HashIncrementAsync(key, $"{role}:degraded", prediction.Degraded ? 1 : 0);
        _ = batch.HashIncrementAsync(key, $"{role}:log_loss", LogLoss(prediction, late));
        _ = batch.HashIncrementAsync(key, $"{role}:squared_error", SquaredError(prediction, late));
    }
}
