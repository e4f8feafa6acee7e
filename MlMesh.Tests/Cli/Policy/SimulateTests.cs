using MlMesh.Tests.Mesh.Loading;
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
    public async Task Expected_shares_are_of_all_requests_as_in_the_text()
    {
        using var folder = new TemporaryPolicy();
        folder.Write("policy.yaml", """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop, namespace: shop}
            spec:
              hosts: [shop]
              http:
              - fault: {abort: {percentage: {value: 20}, httpStatus: 503}}
                mirrors: [{destination: {host: copies}, percentage: {value: 10}}]
                route: [{destination: {host: shop}}]
            """);
        string[] args = [folder.Folder, "--requests", "10", "--request", "http://shop/"];
        var text = await RunAsync(args);
        var request = (await RunAsync([.. args, "--json"])).Json["requests"]![0]!;

        Assert.Matches(@"expected +80 %.*outbound\|80\|\|shop\.", text.Output);
        Assert.Matches(@"expected +8 %.*copied to", text.Output);
        Assert.Equal(0.8, request["destinations"]![0]!["expected"]!.GetValue<double>(), 9);
        Assert.Equal(0.08, request["mirrors"]![0]!["expected"]!.GetValue<double>(), 9);
    }

    [Fact]
    public async Task Json_holds_the_findings_of_the_policy()
    {
        using var folder = new TemporaryPolicy();
        var file = folder.Write("policy.yaml", "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop, namespace: shop}\nspec: {hosts: [shop], http: [{route: [{destination: {host: shop}, weight: -2}]}]}\n");
        var run = await RunAsync(file, "--requests", "1", "--request", "http://shop/", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("weight", Assert.Single(run.Json["findings"]!.AsArray())!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jwt")]
    [InlineData("egress")]
    public async Task Requests_of_tests_are_drawn_from_the_policy_that_the_tests_are_about(string component)
    {
        var run = await RunAsync(Repository.PathOf("istio-overlays", "components", component), "--requests", "1", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(run.Json["rules"]!.AsArray(), rule => rule!["virtualService"]!.GetValue<string>() == "ml-services/model-inference");
    }

    [Theory]
    [InlineData("tests: []", "holds no test")]
    [InlineData("tests: [{request: 'http://shop/', expect: {rout: x}}]", "expect has no field 'rout'")]
    public async Task Faulty_tests_are_not_drawn(string tests, string message)
    {
        using var folder = new TemporaryPolicy();
        folder.Write("policy-tests.yaml", tests);
        var run = await RunAsync(folder.Folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("policy-tests.yaml:1: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_needs_a_request()
    {
        var run = await RunAsync("-");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--request 'METHOD URL'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1e3")]
    [InlineData("99999999999")]
    public async Task A_number_of_requests_that_is_none_is_a_mistake(string count)
    {
        var run = await RunAsync(Overlay("canary"), "--requests", count);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--requests must be a whole number from 1 to 2147483647, not '{count}'.", run.Error, StringComparison.Ordinal);
    }

    private static Task<Mlmesh> RunAsync(params string[] args) => Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["policy", "simulate", .. args]);
}
