using Microsoft.Extensions.Options;

namespace MlMesh.Gateway.Console;

/// <summary>The latest predictions that passed through this gateway, whoever asked for them: a ring that forgets the oldest. Thread-safe.</summary>
internal sealed class RecentPredictions(IOptions<ConsoleOptions> options, TimeProvider time)
{
    private readonly CapturedPrediction[] _ring = new CapturedPrediction[options.Value.RecentPredictions];
    private readonly Lock _lock = new();
    private long _total;

    /// <summary>Whether any are kept at all.</summary>
    public bool Enabled => _ring.Length > 0;

    /// <summary>How many were added since the start.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>Begins to listen in on a call of <c>/predict</c>; null when nothing is kept.</summary>
    public PredictionCapture? Listen(HttpContext context) => Enabled ? new PredictionCapture(context) : null;

    /// <summary>Keeps what was heard of a call that was answered.</summary>
    public void Add(PredictionCapture capture)
    {
        if (capture.Complete(time.GetUtcNow()) is not { } captured)
            return;
        lock (_lock)
        {
            _ring[_total % _ring.Length] = captured;
            Volatile.Write(ref _total, _total + 1);
        }
    }

    /// <summary>What is new.</summary>
    /// <param name="after">The <see cref="PredictionBatch.Total"/> that the reader has seen last, 0 for all that are kept.</param>
    /// <returns>Those added since, oldest first, as far as they are still kept.</returns>
    public PredictionBatch Read(long after)
    {
        CapturedPrediction[] fresh;
        long total;
        lock (_lock)
        {
            total = _total;
            var first = Math.Max(after, total - _ring.Length);
            fresh = new CapturedPrediction[Math.Max(0, total - first)];
            for (var i = 0; i < fresh.Length; i++)
                fresh[i] = _ring[(first + i) % _ring.Length];
        }
        return new PredictionBatch(total, [.. fresh.Select(captured => captured.Parse()).OfType<RecentPrediction>()]);
    }
}
