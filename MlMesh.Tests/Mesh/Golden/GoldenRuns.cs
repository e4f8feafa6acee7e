using System.Collections.Concurrent;
using MlMesh.Tests.Mesh.Golden.Comparing;
using MlMesh.Tests.Mesh.Golden.World;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Runs scenarios side by side, a few ahead of the test that asks for them, and counts agreements.</summary>
public sealed class GoldenRuns : IDisposable
{
    private const int Ahead = 24;

    /// <summary>With two or three pods, eight random starts miss the recorded one with a probability below one in twenty.</summary>
    private const int FurtherRuns = 7;

    private readonly Loopback _network = new();
    private readonly string _world = GoldenFolder.Path is null ? "" : GoldenScenario.World;
    private readonly ConcurrentDictionary<(string Scenario, int Run), Lazy<Task<IReadOnlyDictionary<string, IReadOnlyList<SentRequest>>>>> _runs = new();
    private readonly AgreementTable _table = new();

    /// <summary>What differs between a recorded case and our run of it.</summary>
    internal async Task<IReadOnlyList<string>> DifferencesAsync(GoldenScenario scenario, GoldenCase golden)
    {
        foreach (var name in GoldenCases.Scenarios.SkipWhile(name => name != scenario.Name).Take(Ahead))
            _ = Run(name, 0);
        for (var run = 0; ; run++)
        {
            var differences = Compare(scenario, golden, (await Run(scenario.Name, run))[golden.Name]);
            if (differences.Found.Count > 0 && differences.MayPass && run < FurtherRuns)
                continue;
            _table.Add(scenario.Name, golden.Name, differences.Found);
            return differences.Found;
        }
    }

    public void Dispose()
    {
        _table.Write();
        _network.Dispose();
    }

    private static Differences Compare(GoldenScenario scenario, GoldenCase golden, IReadOnlyList<SentRequest> sent)
    {
        var differences = new Differences(golden.Varies);
        if (golden.Observed.Outcomes.Count > 0)
            ManyRequestsComparison.Compare(scenario, golden, sent, differences);
        else
            SingleRequestComparison.Compare(golden, sent[0], differences);
        return differences;
    }

    private Task<IReadOnlyDictionary<string, IReadOnlyList<SentRequest>>> Run(string scenario, int run) =>
        _runs.GetOrAdd((scenario, run), key => new(() => Task.Run(() => ScenarioRun.RunAsync(GoldenCases.Load(key.Scenario), _world, _network)))).Value;
}
