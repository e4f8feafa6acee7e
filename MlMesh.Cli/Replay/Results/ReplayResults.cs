using System.Collections.Concurrent;
using MlMesh.Cli.Replay.Traffic;

namespace MlMesh.Cli.Replay.Results;

/// <summary>What has come back so far; from many threads at once.</summary>
internal sealed class ReplayResults
{
    private const int MostKinds = 50;

    private readonly ConcurrentDictionary<(string Target, string Version), VersionResults> _versions = new();
    private readonly ConcurrentDictionary<(string Request, string Error), long> _failures = new();
    private long _requests;
    private long _outcomes;
    private long _eventTicks;

    /// <summary>Answered and failed requests of all kinds.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Outcomes that were accepted.</summary>
    public long Outcomes => Interlocked.Read(ref _outcomes);

    public long Failed => _failures.Values.Sum();

    /// <summary>How far the replay is in event time.</summary>
    public DateTime EventTime
    {
        get => new(Interlocked.Read(ref _eventTicks));
        set => Interlocked.Exchange(ref _eventTicks, value.Ticks);
    }

    public IReadOnlyList<(string Target, string Version, VersionResults Results)> Versions =>
        [.. _versions.OrderBy(v => v.Key.Version, StringComparer.Ordinal).ThenBy(v => v.Key.Target, StringComparer.Ordinal).Select(v => (v.Key.Target, v.Key.Version, v.Value))];

    public IReadOnlyList<(string Request, string Error, long Count)> Failures =>
        [.. _failures.OrderByDescending(f => f.Value).Select(f => (f.Key.Request, f.Key.Error, f.Value))];

    public void Predicted(string target, Answer answer, bool late, TimeSpan latency)
    {
        _versions.GetOrAdd((target, answer.ModelVersion), _ => new VersionResults()).Add(answer, late, latency);
        Interlocked.Increment(ref _requests);
    }

    public void OutcomeAccepted()
    {
        Interlocked.Increment(ref _outcomes);
        Interlocked.Increment(ref _requests);
    }

    public void Fail(string request, string error)
    {
        // A service that words each error differently must not make the report endless.
        var kind = (request, _failures.Count < MostKinds || _failures.ContainsKey((request, error)) ? error : "other errors");
        _failures.AddOrUpdate(kind, 1, (_, count) => count + 1);
        Interlocked.Increment(ref _requests);
    }
}
