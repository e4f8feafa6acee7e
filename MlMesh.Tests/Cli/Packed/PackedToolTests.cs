using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using MlMesh.Tests.Cli.Replay;
using MlMesh.Tests.Cli.Verify;
using Xunit;

namespace MlMesh.Tests.Cli.Packed;

/// <summary>The packed tool is native code without what the compiler saw no use for: it says what the same code says in this process, which lacks nothing.</summary>
[Collection(PackedTools.Name)]
public sealed class PackedToolTests(PackedTool tool)
{
    private const string Request = "POST http://model-inference:8080/predict";

    public static TheoryData<string> Overlays => [.. Names(Directory.GetDirectories(Repository.PathOf("istio-overlays", "overlays")))];

    public static TheoryData<string> Policies => [.. Names(Directory.GetFiles(Repository.PathOf("MlMesh.Tests", "Mesh", "Analysis", "Cases"), "*.yaml"))];

    [Fact]
    public async Task It_is_native_code()
    {
        var folder = Path.GetDirectoryName(await tool.CommandAsync())!;

        Assert.Empty(Directory.GetFiles(folder, "*.dll", SearchOption.AllDirectories));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public Task It_routes_as_the_engine_does(string overlay) =>
        AssertSameAsync("policy", "route", "--policy", Repository.PathOf(overlay), "--request", Request, "--source", "gateway", "--json");

    [Theory]
    [MemberData(nameof(Overlays))]
    public Task It_simulates_as_the_engine_does(string overlay) =>
        AssertSameAsync("policy", "simulate", "--policy", Repository.PathOf(overlay), "--request", Request, "--source", "gateway", "--json");

    [Theory]
    [MemberData(nameof(Overlays))]
    [MemberData(nameof(Policies))]
    public Task It_analyzes_as_the_engine_does(string policy) => AssertSameAsync("policy", "analyze", Repository.PathOf(policy), "--json");

    [Fact]
    public Task It_tests_as_the_engine_does() => AssertSameAsync("policy", "test", Repository.PathOf("istio-overlays"), "--json");

    [Theory]
    [InlineData("completion", "bash")]
    [InlineData("policy", "analyze", "--list")]
    [InlineData("policy", "route", "--policy", "nowhere", "--request", Request)]
    [InlineData("verify", "--checks", "nothing")]
    public Task It_lists_and_complains_alike(params string[] args) => AssertSameAsync(args);

    [Fact]
    public async Task It_renders_alike()
    {
        Requires.Program("kubectl", "Install kubectl 1.27 or newer.");
        await AssertSameAsync("render", "--policy", Repository.PathOf("istio-overlays", "overlays", "canary"), "--with", "jwt");
    }

    [Fact]
    public async Task It_replays_alike()
    {
        var here = await ReplayAsync(args => Mlmesh.RunAsync(TestContext.Current.CancellationToken, args));
        var packed = await ReplayAsync(tool.RunAsync);

        Assert.Equal(here, packed);
    }

    [Fact]
    public async Task It_signs_tokens()
    {
        using var folder = new FlightFolder();
        var run = await tool.RunAsync("token", "--key", Path.Combine(folder.Path, "key.pem"), "--user", "ada", "--group", "beta", "--group", "x");

        Assert.True(run.ExitCode == 0, run.Error);
        var token = new JsonWebToken(run.Output.TrimEnd());
        Assert.Equal(("ada", "ES256"), (token.Subject, token.Alg));
        Assert.Equal(["beta", "x"], token.Claims.Where(claim => claim.Type == "groups").Select(claim => claim.Value));
    }

    [Fact]
    public async Task It_verifies_alike_with_a_fake_kubectl_and_istioctl_that_replay_committed_outputs()
    {
        using var here = new FakeTools();
        using var packed = new FakeTools { Command = [await tool.CommandAsync()] };

        Assert.Equal(await VerifyAsync(here), await VerifyAsync(packed));
    }

    /// <summary>What a cluster's checks say, without times.</summary>
    private static async Task<string> VerifyAsync(FakeTools tools)
    {
        var run = await tools.VerifyAsync("mtls.fails:routing.passes", "--checks", "mtls,routing,shadow", "--json");

        Assert.True(run.ExitCode == 1, run.Output + run.Error);
        return string.Concat(run.Json["checks"]!.AsArray().Select(check => $"\n{check!["name"]} {check["status"]}: {check["evidence"]!.ToJsonString()}"));
    }

    /// <summary>Replays two flights; the result without times, and what was asked of the gateway.</summary>
    private static async Task<string> ReplayAsync(Func<string[], Task<Mlmesh>> runAsync)
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var flights = new FlightFolder().With("2001-06-04", "2001-06-04T06:00,ORD,LGA,733,22", "2001-06-04T07:00,LGA,ORD,733,-3");

        var run = await runAsync(["replay", "--url", gateway.Url.ToString(), "--data", flights.Path, "--concurrency", "1", "--json"]);

        Assert.True(run.ExitCode == 0, run.Error);
        var report = run.Json.AsObject();
        foreach (var varying in new[] { "url", "durationSeconds", "requestsPerSecond" })
            Assert.True(report.Remove(varying));
        foreach (var version in report["versions"]!.AsArray().Cast<JsonObject>())
            Assert.True(version.Remove("p50Milliseconds") && version.Remove("p99Milliseconds"));
        return report.ToJsonString() + string.Concat(gateway.Requests.Select(request => $"\n{request.Path} {request.Body.ToJsonString()}"));
    }

    private async Task AssertSameAsync(params string[] args)
    {
        var packed = await tool.RunAsync(args);

        var here = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, args);
        Assert.NotEmpty(here.Output + here.Error);
        Assert.Equal((here.ExitCode, here.Output, here.Error), (packed.ExitCode, packed.Output, packed.Error));
    }

    private static IEnumerable<string> Names(IEnumerable<string> paths) => paths.Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal);
}
