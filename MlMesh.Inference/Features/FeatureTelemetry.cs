using System.Diagnostics;
using System.Diagnostics.Metrics;
using MlMesh.Inference.Store;
using MlMesh.Inference.Telemetry;

namespace MlMesh.Inference.Features;

/// <summary>The metrics of reading features. Names of the store's are OpenTelemetry's, semantic conventions for database client calls.</summary>
internal sealed class FeatureTelemetry
{
    private readonly Counter<long> _defaulted;
    private readonly Counter<long> _errors;
    private readonly Histogram<double> _age;
    private readonly Histogram<double> _roundTrip;

    public FeatureTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(InferenceTelemetry.Name);
        _defaulted = meter.CreateCounter<long>("mlmesh.features.defaulted", "{feature}", "Features for which a default stood in, by feature.");
        _errors = meter.CreateCounter<long>("mlmesh.feature_store.errors", "{error}", "Round trips to the feature store that failed, by error.type.");
        _age = meter.CreateHistogram("mlmesh.features.age", "s", "As-of time minus the close of the newest half hour read that held anything.", tags: null,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [60, 300, 600, 1200, 1800, 2700, 3600, 7200, 14400, 21600] });
        _roundTrip = meter.CreateHistogram("db.client.operation.duration", "s", "Duration of database client operations.", tags: null,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5] });
    }

    /// <summary>Records the end of one round trip.</summary>
    /// <param name="error">Its <c>error.type</c>; <see langword="null"/> when it succeeded.</param>
    /// <param name="operation">As for <see cref="StoreSpan.Start"/>.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="span">Its span.</param>
    public void EndRoundTrip(string? error, string operation, TimeSpan elapsed, Activity? span)
    {
        var tags = new TagList { { "db.system.name", "redis" }, { "db.operation.name", operation } };
        if (error is not null)
        {
            tags.Add("error.type", error);
            _errors.Add(1, new KeyValuePair<string, object?>("error.type", error));
            span?.SetTag("error.type", error);
            span?.SetStatus(ActivityStatusCode.Error);
        }
        _roundTrip.Record(elapsed.TotalSeconds, tags);
        span?.Dispose();
    }

    /// <summary>Counts an answer that never went to the store, because no connection to it is open.</summary>
    public void NotConnected() => _errors.Add(1, new KeyValuePair<string, object?>("error.type", "not_connected"));

    /// <summary>Records what a prediction was made from.</summary>
    public void Read(FeatureSet features, FeatureVector vector)
    {
        if (vector.Age is { } age)
            _age.Record(age.TotalSeconds);
        if (ReferenceEquals(vector.Statuses, features.AllPresent) || !_defaulted.Enabled)
            return;
        for (var i = 0; i < vector.Statuses.Count; i++)
            if (vector.Statuses[i] != FeatureStatus.Present)
                _defaulted.Add(1, new KeyValuePair<string, object?>("feature", features.Definitions[i].Name));
    }
}
