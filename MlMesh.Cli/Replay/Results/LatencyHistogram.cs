namespace MlMesh.Cli.Replay.Results;

/// <summary>Latencies from a microsecond to a minute, to 2 %, from many threads at once.</summary>
internal sealed class LatencyHistogram
{
    private const double Growth = 1.02;
    private static readonly double LogGrowth = Math.Log(Growth);

    private readonly long[] _counts = new long[(int)(Math.Log(60e6) / LogGrowth) + 2];

    public void Add(TimeSpan latency)
    {
        var index = (int)(Math.Log(Math.Max(1, latency.TotalMicroseconds)) / LogGrowth);
        Interlocked.Increment(ref _counts[Math.Min(index, _counts.Length - 1)]);
    }

    /// <summary>The latency in milliseconds that a share of the requests did not exceed; none without requests.</summary>
    public double? Milliseconds(double share)
    {
        var total = _counts.Sum();
        if (total == 0) return null;
        var rank = Math.Max(1, (long)Math.Ceiling(share * total));
        var index = -1;
        for (long seen = 0; seen < rank;) seen += _counts[++index];
        // The middle of the bucket, in the sense in which buckets grow.
        return Math.Pow(Growth, index + 0.5) / 1000;
    }
}
