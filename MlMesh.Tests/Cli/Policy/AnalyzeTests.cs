using MlMesh.Tests.Mesh.Golden;
using Xunit;

namespace MlMesh.Tests.Cli.Policy;

public sealed class AnalyzeTests
{
    private const string Shop = """
        apiVersion: v1
        kind: Service
        metadata: {name: shop, namespace: shop}
        spec: {selector: {app: shop}, ports: [{name: http, port: 80}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop, namespace: shop}
        spec:
          hosts: [shop]
          http:
          - route: [{destination: {host: shp}}]
        """;

    [Fact]
    public async Task A_finding_has_code_place_and_remedy_and_makes_the_exit_code_1()
    {
        var run = await RunAsync("-");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"<stdin>:\d+: error \[IST0101\].*VirtualService shop/shop", run.Output);
    }

    [Fact]
    public async Task What_was_assumed_is_said()
    {
        const string Alone = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop, namespace: shop}\nspec: {hosts: [shop], http: [{route: [{destination: {host: payments}}]}]}\n";

        Assert.Contains("assumed to exist, as the files hold none: Services of namespace shop", (await RunOnAsync(Alone, "-")).Output, StringComparison.Ordinal);
        Assert.NotEmpty((await RunOnAsync(Alone, "-", "--json")).Json["assumptions"]!.AsArray());
        Assert.Empty((await RunOnAsync(Alone, "-", "--json", "--assume-hosts=false")).Json["assumptions"]!.AsArray());
    }

    [Theory]
    [InlineData("--suppress", "IST0101")]
    [InlineData("--suppress", "IST0101=VirtualService shop/*")]
    [InlineData("--suppress", "IST01*@<stdin>")]
    [InlineData("--suppress", "KIA*, IST0101=VirtualService shop/*")]
    public async Task A_suppressed_finding_is_only_counted(params string[] options)
    {
        var run = await RunAsync(["-", .. options, "--json"]);

        Assert.DoesNotContain(run.Json["findings"]!.AsArray(), finding => finding!["code"]!.GetValue<string>() == "IST0101");
        Assert.True(run.Json["suppressed"]!.GetValue<int>() > 0);
    }

    [Theory]
    [InlineData("IST9999")]
    [InlineData("ist0101")]
    [InlineData("IST0101,IST010l")]
    [InlineData("IST0101,")]
    public async Task A_suppression_of_a_code_that_there_is_none_of_is_a_mistake(string text)
    {
        var run = await RunAsync("-", "--suppress", text);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--suppress", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exit_code_heeds_the_severity_asked_for()
    {
        Assert.Equal(0, (await RunAsync("-", "--fail-on", "never")).ExitCode);
    }

    [Fact]
    public async Task Annotations_mark_the_line()
    {
        var run = await RunAsync("-", "--github");

        Assert.Matches(@"::error file=<stdin>,line=12,title=IST0101::", run.Output);
    }

    [Fact]
    public async Task Every_code_has_a_meaning()
    {
        var run = await RunAsync("--list");

        Assert.Matches("IST0101 error +ReferencedResourceNotFound: ", run.Output);
    }

    [Fact]
    public async Task A_wildcard_for_the_services_of_all_namespaces_assumes_them_where_there_are_none()
    {
        const string Rule = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: all, namespace: shop}\nspec: {host: '*.svc.cluster.local'}\n";

        Assert.Contains("assumed to exist, as the files hold none: Services\n", (await RunOnAsync(Rule, "-")).Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Golden")]
    public async Task Whatever_policy_was_recorded_can_be_analyzed()
    {
        Assert.SkipWhen(GoldenFolder.Path is null, "This machine has no recordings.");
        foreach (var name in GoldenFolder.Scenarios)
        {
            var policy = GoldenScenario.Load(name).Policy;
            // Some were recorded of the world alone.
            if (!policy.Contains("kind:", StringComparison.Ordinal))
                continue;
            var run = await RunOnAsync(policy, "-");
            Assert.True(run.ExitCode is 0 or 1, $"{name}: {run.Error}");
        }
    }

    [Fact]
    public async Task Nothing_to_analyze_is_a_mistake()
    {
        Assert.Equal(2, (await RunAsync()).ExitCode);
    }

    private static Task<Mlmesh> RunAsync(params string[] args) => RunOnAsync(Shop, args);

    private static Task<Mlmesh> RunOnAsync(string policy, params string[] args) => Mlmesh.RunAsync(policy, TestContext.Current.CancellationToken, ["policy", "analyze", .. args]);
}
