using MlMesh.Inference.Features;

namespace MlMesh.Inference.Predictions;

/// <summary>One answer of a model.</summary>
/// <param name="Id">The prediction's id, the same over retries and mirrors.</param>
/// <param name="Flight">The flight it is about.</param>
/// <param name="Features">What the model was given.</param>
/// <param name="Probability">That the flight is late, 0 to 1.</param>
/// <param name="Late">Whether that is at least the model's threshold.</param>
/// <param name="Shadow">Whether the answer is only for comparison: another version's answer goes to the caller.</param>
internal readonly record struct Prediction(string Id, Flight Flight, FeatureVector Features, float Probability, bool Late, bool Shadow);
