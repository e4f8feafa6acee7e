namespace MlMesh.Cli.Verify.Expectations;

/// <summary>
/// The exact confidence interval of a share (Clopper and Pearson, 1934): the shares under which a draw at least as extreme as the one seen is not rarer than
/// the level allows, in either direction.
/// </summary>
/// <param name="Lower">Least share, 0 to 1.</param>
/// <param name="Upper">Greatest share, 0 to 1.</param>
internal readonly record struct BinomialInterval(double Lower, double Upper)
{
    /// <summary>The level that <c>verify</c> uses: a right policy fails one run in a thousand.</summary>
    public const double Level = 0.999;

    private const int Halvings = 60;

    /// <param name="hits">How often it was seen.</param>
    /// <param name="draws">Of how many.</param>
    public static BinomialInterval Of(int hits, int draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, Math.Max(1, hits));
        const double tail = (1 - Level) / 2;
        return new BinomialInterval(
            hits == 0 ? 0 : Solve(share => 1 - AtMost(hits - 1, draws, share) < tail),
            hits == draws ? 1 : Solve(share => AtMost(hits, draws, share) >= tail));
    }

    public bool Contains(double share) => share >= Lower && share <= Upper;

    /// <summary>The share up to which a condition that holds for small shares holds.</summary>
    private static double Solve(Func<double, bool> holds)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Probability of at most so many hits.</summary>
    private static double AtMost(int hits, int draws, double share)
    {
        // Logarithms, as the first terms underflow; from one term to the next by their ratio.
        var (term, sum) = (draws * Math.Log(1 - share), 0.0);
        for (var k = 0; k <= hits; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log((double)(draws - k) / (k + 1)) + Math.Log(share) - Math.Log(1 - share);
        }

        return Math.Min(1, sum);
    }
}
