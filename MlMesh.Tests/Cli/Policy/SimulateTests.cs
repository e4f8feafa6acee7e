using Xunit;

namespace MlMesh.Tests.Cli.Policy;

public sealed class SimulateTests
{
    private static string Overlay(string name) => Repository.PathOf("istio-overlays", "overlays", name);

    [Fact]
    public async Task Drawn_shares_come_close_to_the_weights_and_repeat_with_the_seed()
    {
        var first = await RunAsync(Overlay("canary"), "--requests", "20000", "--seed", "7", "--request", "POST http://model-inference:8080/predict", "--source", "gateway", "--json");
        var again = await RunAsync(Overlay("canary"), "--requests", "20000", "--seed", "7", "--request", "POST http://model-inference:8080/predict", "--source", "gateway", "--json");

        var second = first.Json["requests"]![0]!["destinations"]![1]!;
        Assert.Equal(0.1, second["expected"]!.GetValue<double>(), 9);
        Assert.InRange(second["drawn"]!.GetValue<int>(), 1800, 2200);
        Assert.Equal(first.Output, again.Output);
    }

    [Fact]
    public async Task Every_rule_says_how_many_requests_it_took()
    {
        var run = await RunAsync(Overlay("canary"), "--requests", "10", "--json");

        var hits = run.Json["rules"]!.AsArray().Where(rule => rule!["virtualService"]!.GetValue<string>() == "ml-services/model-inference").ToDictionary(rule => rule!["name"]!.GetValue<string>(), rule => rule!["requests"]!.GetValue<int>());
        Assert.Equal(30, hits["split"]);
        Assert.Equal(10, hits["outcomes"]);
    }

    [Fact]
    public async Task Injected_faults_are_drawn_too()
    {
        var run = await RunAsync(Overlay("fault-abort"), "--requests", "20000", "--request", "POST http://model-inference:8080/predict", "--json");

        Assert.InRange(run.Json["requests"]![0]!["aborted"]!.GetValue<int>(), 3700, 4300);
    }

    [Fact]
    public async Task No_request_is_a_mistake()
    {
        var run = await RunAsync(Overlay("canary"), "--requests", "0");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--requests", run.Error, StringComparison.Ordinal);
    }

    private static Task<Mlmesh> RunAsync(params string[] args) => Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["policy", "simulate", .. args]);
}
