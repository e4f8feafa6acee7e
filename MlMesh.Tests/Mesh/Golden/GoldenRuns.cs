using System.Collections.Concurrent;
using MlMesh.Tests.Mesh.Golden.Comparing;
using MlMesh.Tests.Mesh.Golden.World;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Runs scenarios side by side, a few ahead of the test that asks for them, and counts agreements.</summary>
public sealed class GoldenRuns : IDisposable
{
    private const int Ahead = 24;

    private readonly Loopback _network = new();
    private readonly string _world = GoldenFolder.Path is null ? "" : GoldenScenario.World;
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, IReadOnlyList<SentRequest>>>>> _runs = new(StringComparer.Ordinal);
    private readonly AgreementTable _table = new();

    /// <summary>What differs between a recorded case and our run of it.</summary>
    internal async Task<IReadOnlyList<string>> DifferencesAsync(GoldenScenario scenario, GoldenCase golden)
    {
        var upcoming = GoldenCases.Scenarios.SkipWhile(name => name != scenario.Name).Take(Ahead).ToList();
        foreach (var name in upcoming)
            _ = Run(name);
        var sent = (await Run(scenario.Name))[golden.Name];
        var differences = new Differences(golden.Varies);
        if (golden.Observed.Outcomes.Count > 0)
            ManyRequestsComparison.Compare(golden, sent, differences);
        else
            SingleRequestComparison.Compare(golden, sent[0], differences);
        _table.Add(scenario.Name, golden.Name, differences.Found);
        return differences.Found;
    }

    public void Dispose()
    {
        _table.Write();
        _network.Dispose();
    }

    private Task<IReadOnlyDictionary<string, IReadOnlyList<SentRequest>>> Run(string scenario) =>
        _runs.GetOrAdd(scenario, name => new(() => Task.Run(() => ScenarioRun.RunAsync(GoldenScenario.Load(name), _world, _network)))).Value;
}
