using System.Diagnostics.Metrics;
using MlMesh.Inference.Models;
using MlMesh.Inference.Telemetry;

namespace MlMesh.Inference.Predictions;

/// <summary>Metrics of predictions and of what happened to their records.</summary>
internal sealed class PredictionTelemetry
{
    private readonly Counter<long> _predictions;
    private readonly Counter<long> _unremembered;
    private readonly Histogram<double> _probability;

    public PredictionTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(InferenceTelemetry.Name);
        _predictions = meter.CreateCounter<long>("mlmesh.predictions", "{prediction}", "Predictions, by version, role (served or shadow), verdict and whether defaults stood in for the store.");
        _unremembered = meter.CreateCounter<long>("mlmesh.predictions.unremembered", "{prediction}", "Predictions whose record did not reach the store, by reason; their outcomes cannot be matched.");
        _probability = meter.CreateHistogram("mlmesh.predictions.probability", "1", "Predicted probabilities, by version and role: a shift of them shows before any outcome is known.", tags: null,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] });
    }

    public void Predicted(ServedModel model, in Prediction prediction)
    {
        KeyValuePair<string, object?> version = new("model_version", model.Version), role = new("role", prediction.Shadow ? PredictionRole.Shadow : PredictionRole.Served);
        _probability.Record(prediction.Probability, version, role);
        _predictions.Add(
            1,
            [
                new("model_name", model.Name),
                version,
                role,
                new("late", prediction.Late ? "true" : "false"),
                new("degraded", prediction.Features.Degraded ? "true" : "false"),
            ]);
    }

    /// <param name="predictions">How many.</param>
    /// <param name="reason"><c>unreachable</c>, <c>backlog</c> or <c>failed</c>.</param>
    public void Unremembered(int predictions, string reason) => _unremembered.Add(predictions, new KeyValuePair<string, object?>("reason", reason));
}
