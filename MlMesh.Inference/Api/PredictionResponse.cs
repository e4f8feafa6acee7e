namespace MlMesh.Inference.Api;

/// <summary>Answer of <c>/predict</c>.</summary>
/// <param name="PredictionId">What an outcome refers to.</param>
/// <param name="Model">The model's name.</param>
/// <param name="ModelVersion">The version that answered.</param>
/// <param name="Probability">That the flight is more than 15 minutes late, 0 to 1.</param>
/// <param name="Late">Whether that is at least the threshold.</param>
/// <param name="Threshold">From the model's card, 0 to 1.</param>
/// <param name="AsOf">The moment of the prediction, local time.</param>
/// <param name="Features">What the model was given, by feature.</param>
/// <param name="Degraded">True when defaults stood in for the feature store; otherwise absent.</param>
/// <param name="DegradedReason">Why.</param>
/// <param name="FeatureAgeSeconds">Age of the online features at that moment; absent when none held anything.</param>
/// <param name="DefaultedFeatures">The features for which a default stood in; absent when none.</param>
internal sealed record PredictionResponse(
    string PredictionId,
    string Model,
    string ModelVersion,
    float Probability,
    bool Late,
    double Threshold,
    string AsOf,
    IReadOnlyDictionary<string, float> Features,
    bool? Degraded = null,
    string? DegradedReason = null,
    double? FeatureAgeSeconds = null,
    IReadOnlyList<string>? DefaultedFeatures = null);
