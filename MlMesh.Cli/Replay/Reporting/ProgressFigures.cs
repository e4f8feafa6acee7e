using MlMesh.Cli.Replay.Results;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>The figures that progress shows; rates are those since it was last shown.</summary>
internal sealed class ProgressFigures(ReplayResults results, DateTime from, DateTime to, TimeProvider time)
{
    private readonly DateTime _from = from;
    private readonly Dictionary<(string Target, string Version), long> _lastPredictions = [];
    private long _lastTime = time.GetTimestamp();
    private long _lastRequests;

    public long Outcomes => results.Outcomes;

    public long Failed => results.Failed;

    /// <summary>Requests per second, of all kinds.</summary>
    public double Rate { get; private set; }

    public DateTime EventTime { get; private set; } = from;

    /// <summary>0 to 1.</summary>
    public double Share => to > _from ? Math.Clamp((EventTime - _from) / (to - _from), 0, 1) : 1;

    public IReadOnlyList<ProgressRow> Versions { get; private set; } = [];

    public void Refresh()
    {
        var now = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_lastTime, now).TotalSeconds;
        var requests = results.Requests;
        Rate = PerSecond(requests - _lastRequests);
        Versions = [.. results.Versions.Select(v =>
        {
            var (key, count) = ((v.Target, v.Version), v.Results.Predictions);
            var row = new ProgressRow(v.Target, v.Version, count, PerSecond(count - _lastPredictions.GetValueOrDefault(key)), v.Results.Degraded, v.Results.Latency.Milliseconds(0.5), v.Results.Latency.Milliseconds(0.99));
            _lastPredictions[key] = count;
            return row;
        })];
        if (results.EventTime > _from) EventTime = results.EventTime;
        (_lastTime, _lastRequests) = (now, requests);

        double PerSecond(long count) => seconds > 0 ? count / seconds : 0;
    }
}
