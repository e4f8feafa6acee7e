namespace MlMesh.Tests.Mesh.Golden.Comparing;

/// <summary>
/// Bounds for counts that are draws. Each bound raises a false alarm with a probability below <see cref="FalseAlarm"/>; with a few thousand bounds in a run
/// that is less than one false alarm in a hundred runs.
/// </summary>
internal static class Chance
{
    /// <summary>Probability at which a count counts as impossible.</summary>
    public const double FalseAlarm = 1e-6;

    /// <summary>Whether a count of successes among independent draws is plausible under a probability (exact two-sided binomial test).</summary>
    public static bool IsPlausible(int successes, int draws, double probability)
    {
        if (probability is <= 0 or >= 1)
            return successes == (probability <= 0 ? 0 : draws);
        var own = LogBinomial(draws, successes, probability);
        var sum = 0.0;
        for (var k = 0; k <= draws; k++)
        {
            var log = LogBinomial(draws, k, probability);
            if (log <= own + 1e-9)
                sum += Math.Exp(log);
        }

        return sum >= FalseAlarm;
    }

    /// <summary>Whether two counts can come from the same probability (Fisher's exact test, two-sided).</summary>
    public static bool AreAlike(int successes, int draws, int otherSuccesses, int otherDraws)
    {
        var total = successes + otherSuccesses;
        var own = LogHypergeometric(successes, draws, total, otherDraws);
        var sum = 0.0;
        for (var k = Math.Max(0, total - otherDraws); k <= Math.Min(draws, total); k++)
        {
            var log = LogHypergeometric(k, draws, total, otherDraws);
            if (log <= own + 1e-9)
                sum += Math.Exp(log);
        }

        return sum >= FalseAlarm;
    }

    private static double LogBinomial(int n, int k, double p) => LogChoose(n, k) + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p));

    private static double LogHypergeometric(int k, int draws, int total, int otherDraws) =>
        LogChoose(draws, k) + LogChoose(otherDraws, total - k) - LogChoose(draws + otherDraws, total);

    private static double LogChoose(int n, int k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    private static double LogFactorial(int n)
    {
        var sum = 0.0;
        for (var i = 2; i <= n; i++)
            sum += Math.Log(i);
        return sum;
    }
}
