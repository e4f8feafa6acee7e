namespace MlMesh.Inference.Features;

/// <summary>Reads the features of a flight: from the request and, in one round trip, from the feature store. Safe for concurrent use.</summary>
public interface IFeatureReader
{
    /// <summary>
    /// Reads what <paramref name="features"/> asks for. Never fails because of the store: an unreachable or slow one gives defaults and a
    /// <see cref="FeatureVector.DegradedReason"/> within <c>Features:StoreTimeout</c>.
    /// </summary>
    /// <param name="flight">The flight and its as-of time.</param>
    /// <param name="features">The model's features, prepared once with <see cref="FeatureSet.Create"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<FeatureVector> ReadAsync(Flight flight, FeatureSet features, CancellationToken cancellationToken);
}
