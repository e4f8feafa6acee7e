using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MlMesh.Inference.Telemetry;

/// <summary>The spans and metrics of running models. Metric names follow KServe's (<c>request_predict_seconds</c> and its sisters, label <c>model_name</c>).</summary>
internal sealed class InferenceTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "MlMesh.Inference";

    private readonly Histogram<double> _preprocess;
    private readonly Histogram<double> _predict;
    private readonly Histogram<double> _postprocess;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _failures;

    public InferenceTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _preprocess = meter.CreateHistogram<double>("request.preprocess", "s", "Time from a request's body to the model's inputs.");
        _predict = meter.CreateHistogram<double>("request.predict", "s", "Time that the model ran.");
        _postprocess = meter.CreateHistogram<double>("request.postprocess", "s", "Time from the model's outputs to the response's body.");
        _rows = meter.CreateCounter<long>("mlmesh.inference.rows", "{row}", "Rows that a model answered.");
        _failures = meter.CreateCounter<long>("mlmesh.inference.failures", "{request}", "Requests to a model that ended in an error.");
    }

    /// <summary>The spans of this service.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Records one answered request: the ends of its three parts, as <see cref="Stopwatch"/> timestamps.</summary>
    public void Answered(in TagList model, long rows, long started, long read, long ran, long written)
    {
        _preprocess.Record(Stopwatch.GetElapsedTime(started, read).TotalSeconds, model);
        _predict.Record(Stopwatch.GetElapsedTime(read, ran).TotalSeconds, model);
        _postprocess.Record(Stopwatch.GetElapsedTime(ran, written).TotalSeconds, model);
        _rows.Add(rows, model);
    }

    /// <summary>Records a request that a model did not answer.</summary>
    public void Failed(in TagList model) => _failures.Add(1, model);
}
