using MlMesh.Cli.Replay.Results;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>The figures that progress shows; rates are those since it was last shown.</summary>
internal sealed class ProgressFigures(ReplayResults results, DateTime from, DateTime to, TimeProvider time)
{
    private readonly DateTime _from = from;
    private long _lastTime = time.GetTimestamp();
    private long _lastRequests;

    public ReplayResults Results => results;

    /// <summary>Requests per second.</summary>
    public double Rate { get; private set; }

    public DateTime EventTime { get; private set; } = from;

    /// <summary>0 to 1.</summary>
    public double Share => to > _from ? Math.Clamp((EventTime - _from) / (to - _from), 0, 1) : 1;

    public void Refresh()
    {
        var now = time.GetTimestamp();
        var requests = results.Requests;
        var seconds = time.GetElapsedTime(_lastTime, now).TotalSeconds;
        Rate = seconds > 0 ? (requests - _lastRequests) / seconds : 0;
        if (results.EventTime > _from) EventTime = results.EventTime;
        (_lastTime, _lastRequests) = (now, requests);
    }
}
