using System.Globalization;
using MlMesh.Tests.Mesh.Golden.World;

namespace MlMesh.Tests.Mesh.Golden.Comparing;

/// <summary>Compares the recording of many requests: which outcomes there were and how often, and which pods were asked.</summary>
internal static class ManyRequestsComparison
{
    public static void Compare(GoldenScenario scenario, GoldenCase golden, IReadOnlyList<SentRequest> sent, Differences differences)
    {
        var observed = golden.Observed;
        var callers = sent.Select(request => SingleRequestComparison.CallerOf(golden, request)).ToList();
        var drawn = new DrawnShares(golden, callers, scenario.DrawsRefusals);
        differences.MayPass = drawn.Start || callers.Any(caller => caller?.Route?.Timeout is not null);
        if (differences.Compares("outcomes"))
            CompareOutcomes(observed, sent, callers, drawn, differences);
        if (differences.Compares("pods"))
            ComparePods("pods", observed.Pods, Count(sent.Select(request => request.Response?.Pod).OfType<string>()), drawn, differences);
        if (differences.Compares("received_by") && (observed.ReceivedBy ?? (differences.Compares("pods") ? observed.Pods : null)) is { } receivedBy)
            ComparePods("received_by", receivedBy, Count(sent.SelectMany(request => request.Trace.Received).Select(received => received.Pod)), drawn, differences);
        if (golden.Sequence && differences.Compares("sequence"))
            CompareSequence(observed.Sequence, [.. sent.Zip(callers, Step)], drawn, differences);
        if (golden.ShowHeaders > 0 && differences.Compares("response_headers") && !drawn.Outcomes)
            differences.SameItems("response headers", observed.ShownHeaders.Select(Text), sent.Take(golden.ShowHeaders).Select(request => Text(request.Response?.KeptHeaders ?? [])));
    }

    private static void CompareOutcomes(GoldenObserved observed, IReadOnlyList<SentRequest> sent, IReadOnlyList<LoggedExchange?> callers, DrawnShares drawn, Differences differences)
    {
        var draws = sent.Count;
        var exact = !drawn.Outcomes;
        var expected = Sum(observed.Outcomes.Select(outcome => (Text(outcome, drawn.Pods || drawn.Start), outcome.Count)));
        var actual = Sum(sent.Zip(callers, (request, caller) => (Text(Outcome(request, caller), drawn.Pods || drawn.Start), 1)));
        foreach (var outcome in expected.Keys.Union(actual.Keys))
        {
            var recorded = expected.GetValueOrDefault(outcome);
            var ours = actual.GetValueOrDefault(outcome);
            if (exact ? recorded != ours : !Chance.AreAlike(recorded, draws, ours, draws))
                differences.Add($"outcome {outcome}: recorded {recorded} times, ours {ours} of {draws}");
        }

        foreach (var (cluster, share) in drawn.ClusterShares())
        {
            var ours = callers.Count(caller => caller?.Route is not null && (caller.DrawnCluster ?? caller.Entry.Cluster) == cluster);
            if (callers.All(caller => caller?.DrawnCluster is not null) && !Chance.IsPlausible(ours, draws, share))
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"share of {cluster}: {ours} of {draws} under a weight of {share:P1}"));
        }
    }

    private static void ComparePods(string what, IReadOnlyDictionary<string, int> expected, Dictionary<string, int> actual, DrawnShares drawn, Differences differences)
    {
        if (drawn.Pods)
        {
            var expectedTotal = expected.Values.Sum();
            var actualTotal = actual.Values.Sum();
            foreach (var pod in expected.Keys.Union(actual.Keys))
            {
                if (!Chance.AreAlike(expected.GetValueOrDefault(pod), expectedTotal, actual.GetValueOrDefault(pod), actualTotal))
                    differences.Add($"{what}: {pod} recorded {expected.GetValueOrDefault(pod)} of {expectedTotal}, ours {actual.GetValueOrDefault(pod)} of {actualTotal}");
            }

            return;
        }

        if (drawn.Start)
            differences.SameItems(what, expected.Values.Select(Number), actual.Values.Select(Number));
        else
            differences.SameItems(what, expected.Select(Text), actual.Select(Text));
    }

    private static void CompareSequence(IReadOnlyList<string> expected, IReadOnlyList<string> actual, DrawnShares drawn, Differences differences)
    {
        if (drawn.Pods && expected.Where(IsPod).Distinct().Count() > 1)
            return;
        // Pods that are asked in turn are exchangeable: they are named by the order of their appearance.
        var recorded = drawn.Start ? Anonymous(expected) : expected;
        var ours = drawn.Start ? Anonymous(actual) : actual;
        if (!recorded.SequenceEqual(ours))
            differences.Add($"sequence: recorded {string.Join(' ', recorded)}; ours {string.Join(' ', ours)}");
    }

    private static List<string> Anonymous(IReadOnlyList<string> sequence)
    {
        var names = new Dictionary<string, string>();
        return [.. sequence.Select(step => !IsPod(step) ? step : names.TryGetValue(step, out var name) ? name : names[step] = string.Create(CultureInfo.InvariantCulture, $"pod{names.Count + 1}"))];
    }

    private static bool IsPod(string step) => !char.IsDigit(step[0]);

    private static GoldenOutcome Outcome(SentRequest request, LoggedExchange? caller) => new(
        1,
        request.Response?.Status,
        SingleRequestComparison.ErrorKind(request.Error),
        request.Response?.Pod is { } pod ? GoldenPod.WorkloadOf(pod) : null,
        caller?.Entry.Flags,
        request.Response?.Pod is null ? caller?.Entry.Details : null,
        caller?.Entry.Route,
        caller?.Entry.Cluster,
        caller?.Entry.Attempts ?? 1);

    private static string Step(SentRequest request, LoggedExchange? caller) => request.Response switch
    {
        null => request.Error ?? "",
        { Pod: { } pod } => pod,
        var response => caller?.Entry.Flags is { } flags ? $"{response.Status} {flags}" : response.Status.ToString(CultureInfo.InvariantCulture),
    };

    // Where the load balancer draws pods, which workload answered is part of the draw.
    private static string Text(GoldenOutcome outcome, bool withoutWorkload) =>
        $"{outcome.Status} {SingleRequestComparison.ErrorKind(outcome.Error)} {(outcome.AnsweredBy is null ? "proxy" : withoutWorkload ? "application" : outcome.AnsweredBy)} {outcome.Flags ?? "-"} {(outcome.AnsweredBy is null ? outcome.Details ?? "-" : "")} {outcome.Route ?? "-"} {outcome.Cluster ?? "-"} attempts {outcome.Attempts}";

    private static string Text(IReadOnlyList<KeyValuePair<string, string>> headers) => $"[{string.Join(", ", headers.Select(SingleRequestComparison.Text).Order(StringComparer.Ordinal))}]";

    private static string Text(KeyValuePair<string, int> count) => $"{count.Key} {count.Value}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, int> Count(IEnumerable<string> items) => items.CountBy(item => item).ToDictionary();

    private static Dictionary<string, int> Sum(IEnumerable<(string Key, int Count)> items) => items.GroupBy(item => item.Key).ToDictionary(group => group.Key, group => group.Sum(item => item.Count));
}
