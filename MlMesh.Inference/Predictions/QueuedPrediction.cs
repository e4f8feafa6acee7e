using System.Diagnostics;

namespace MlMesh.Inference.Predictions;

/// <summary>A prediction whose record is on its way to the store.</summary>
/// <param name="Version">The version that predicted.</param>
/// <param name="Prediction">What it predicted.</param>
/// <param name="Context">The span of the request, which the store's span will link to.</param>
internal readonly record struct QueuedPrediction(string Version, Prediction Prediction, ActivityContext Context);
