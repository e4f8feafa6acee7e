namespace MlMesh.Cli.Replay.Traffic;

/// <summary>Says when the next request may go: not before its event time has come, and not more often than the rate allows.</summary>
internal sealed class Pace(Speed speed, double? rate, DateTime start, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _nextSlot;

    /// <param name="due">Event time of the request.</param>
    /// <param name="requests">How many requests it will be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask WaitAsync(DateTime due, int requests, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var elapsed = time.GetElapsedTime(_started);
        var at = speed.Factor is { } factor ? (due - start) / factor : TimeSpan.Zero;
        if (rate is { } perSecond)
        {
            if (_nextSlot > at) at = _nextSlot;
            // Time that passed unused is not made up for by a burst.
            _nextSlot = (at > elapsed ? at : elapsed) + TimeSpan.FromSeconds(requests / perSecond);
        }

        if (at > elapsed) await Task.Delay(at - elapsed, time, cancellationToken);
    }
}
