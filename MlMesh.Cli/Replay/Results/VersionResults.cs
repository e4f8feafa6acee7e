using System.Collections.Concurrent;
using MlMesh.Cli.Replay.Traffic;

namespace MlMesh.Cli.Replay.Results;

/// <summary>What one version answered at one address; from many threads at once.</summary>
internal sealed class VersionResults
{
    private readonly ConcurrentQueue<(double Probability, bool Late)> _predictions = new();
    private long _degraded;

    public LatencyHistogram Latency { get; } = new();

    public long Predictions => _predictions.Count;

    public long Degraded => Interlocked.Read(ref _degraded);

    public IReadOnlyCollection<(double Probability, bool Late)> All => _predictions;

    public void Add(Answer answer, bool late, TimeSpan latency)
    {
        Latency.Add(latency);
        if (answer.Degraded) Interlocked.Increment(ref _degraded);
        _predictions.Enqueue((answer.Probability, late));
    }
}
