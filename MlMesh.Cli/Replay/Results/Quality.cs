namespace MlMesh.Cli.Replay.Results;

/// <summary>How good probabilities were, against what happened.</summary>
/// <param name="Auc">
/// Area under the ROC curve: the chance that a late flight had a higher probability than a punctual one, ties counting half. None where all
/// flights went alike. Source: Hanley and McNeil, Radiology 143 (1982).
/// </param>
/// <param name="LogLoss">Mean negative log likelihood, natural logarithm; probabilities are kept 1e-15 away from 0 and 1.</param>
/// <param name="Brier">Mean squared difference between probability and what happened. Source: Brier, Monthly Weather Review 78 (1950).</param>
internal sealed record Quality(double? Auc, double? LogLoss, double? Brier)
{
    private const double Closest = 1e-15;

    public static Quality Of(IReadOnlyCollection<(double Probability, bool Late)> predictions)
    {
        if (predictions.Count == 0) return new Quality(null, null, null);
        var logLoss = predictions.Average(p => -Math.Log(Math.Clamp(p.Late ? p.Probability : 1 - p.Probability, Closest, 1 - Closest)));
        var brier = predictions.Average(p => Math.Pow(p.Probability - (p.Late ? 1 : 0), 2));
        return new Quality(AreaUnderCurve(predictions), logLoss, brier);
    }

    // By ranks (Mann and Whitney), equal probabilities sharing the mean of theirs.
    private static double? AreaUnderCurve(IReadOnlyCollection<(double Probability, bool Late)> predictions)
    {
        double late = predictions.Count(p => p.Late);
        var punctual = predictions.Count - late;
        if (late == 0 || punctual == 0) return null;

        double rankSum = 0;
        var below = 0;
        foreach (var ties in predictions.GroupBy(p => p.Probability).OrderBy(group => group.Key))
        {
            var count = ties.Count();
            rankSum += ties.Count(p => p.Late) * (below + (count + 1) / 2.0);
            below += count;
        }

        return (rankSum - late * (late + 1) / 2) / (late * punctual);
    }
}
