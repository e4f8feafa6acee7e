using System.Globalization;

namespace MlMesh.Benchmarks;

/// <summary>The processor time (of the process, so that other load on the machine does not count) and the allocations of one operation: the median of several rounds after warming up.</summary>
internal sealed record Measurement(Benchmark Benchmark, double Nanoseconds, double Bytes)
{
    private const int Rounds = 11;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    public bool MeetsGoal => Nanoseconds <= Benchmark.Goal.TotalNanoseconds && (Benchmark.MaximumBytes is not { } limit || Math.Round(Bytes) <= limit);

    public static Measurement Take(Benchmark benchmark)
    {
        var count = 0L;
        var begin = Environment.CpuUsage.TotalTime;
        do
        {
            for (var i = 0; i < 10; i++)
                benchmark.Operation();
            count += 10;
        }
        while (Environment.CpuUsage.TotalTime - begin < WarmUp);
        // The first call of a round may still pay for tiering, so each round is long enough for it not to matter.
        var perRound = Math.Max(1, (long)(count * (Round / WarmUp)));
        var times = new double[Rounds];
        var allocations = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0L; i < perRound; i++)
                benchmark.Operation();
            times[round] = (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / perRound / benchmark.Parts;
            allocations[round] = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / perRound;
        }
        Array.Sort(times);
        Array.Sort(allocations);
        return new Measurement(benchmark, times[Rounds / 2], allocations[Rounds / 2]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Benchmark.Name,-48} {Format(Nanoseconds),14} {Bytes,10:F0} B {(MeetsGoal ? "met" : "MISSED"),8}: {Format(Benchmark.Goal.TotalNanoseconds)}{(Benchmark.MaximumBytes is { } limit ? $", {limit} B" : "")}");

    private static string Format(double nanoseconds) => nanoseconds switch
    {
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000:F2} ms"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000:F2} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F1} ns"),
    };
}
