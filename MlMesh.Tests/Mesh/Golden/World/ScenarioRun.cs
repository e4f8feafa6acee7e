namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>Runs the cases of a scenario in their order against the same, fresh proxies.</summary>
internal static class ScenarioRun
{
    /// <summary>The recordings left at least this much time between two cases of a scenario.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(150);

    /// <summary>Runs all cases.</summary>
    /// <returns>What each case's requests met, by the case's name.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<SentRequest>>> RunAsync(GoldenScenario scenario, string worldYaml, Loopback network)
    {
        using var world = new ScenarioWorld(scenario, worldYaml, network);
        var results = new Dictionary<string, IReadOnlyList<SentRequest>>(StringComparer.Ordinal);
        foreach (var golden in scenario.Cases)
        {
            await Task.Delay(golden.Wait > Between ? golden.Wait : Between);
            results[golden.Name] = await new RequestSender(world, scenario.Name, golden).SendAllAsync();
            await SettleAsync(golden, results[golden.Name]);
        }

        return results;
    }

    // Copies to mirrors and the logs of other proxies arrive after the answer.
    private static async Task SettleAsync(GoldenCase golden, IReadOnlyList<SentRequest> sent)
    {
        var expectedReceived = golden.Observed.ReceivedBy?.Values.Sum() ?? golden.Observed.Received.Count;
        var expectedCallee = golden.Observed.Callee.Count(entry => entry.Flags != "DC");
        for (var i = 0; i < 100; i++)
        {
            if (sent.Sum(request => request.Trace.Received.Count) >= expectedReceived
                && sent.Sum(request => request.Trace.Logged.Count(logged => logged.Listener == MlMesh.Mesh.Sidecar.ListenerKind.Inbound)) >= expectedCallee)
                break;
            await Task.Delay(20);
        }

        await Task.Delay(20);
    }
}
