using System.Diagnostics.Metrics;
using MlMesh.Inference.Predictions;
using MlMesh.Inference.Telemetry;

namespace MlMesh.Inference.Outcomes;

/// <summary>Metrics of outcomes, and of how well each version predicted them.</summary>
internal sealed class OutcomeTelemetry
{
    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _scored;
    private readonly Counter<double> _logLoss;
    private readonly Counter<double> _squaredError;

    public OutcomeTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(InferenceTelemetry.Name);
        _outcomes = meter.CreateCounter<long>("mlmesh.outcomes", "{outcome}", "Outcomes reported, by what became of them.");
        _scored = meter.CreateCounter<long>("mlmesh.scored.predictions", "{prediction}", "Predictions whose outcome became known, by version, role, what was predicted and what happened.");
        _logLoss = meter.CreateCounter<double>("mlmesh.scored.log_loss", "{nat}", "Sum of the logarithmic losses of the scored predictions.");
        _squaredError = meter.CreateCounter<double>("mlmesh.scored.squared_error", "1", "Sum of the squared errors of the scored predictions; divided by their number, the Brier score.");
    }

    /// <param name="result"><c>counted</c>, <c>repeated</c>, <c>conflict</c>, <c>unknown</c> or <c>unavailable</c>.</param>
    public void Reported(string result) => _outcomes.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Scored(IReadOnlyList<(string Version, PredictionRecord Record)> predicted, bool late)
    {
        foreach (var (version, record) in predicted)
        {
            KeyValuePair<string, object?> model = new("model_version", version), role = new("role", record.Role);
            _scored.Add(1, [model, role, new("predicted_late", record.Late ? "true" : "false"), new("late", late ? "true" : "false")]);
            _logLoss.Add(VersionScore.LogLoss(record, late), model, role);
            _squaredError.Add(VersionScore.SquaredError(record, late), model, role);
        }
    }
}
