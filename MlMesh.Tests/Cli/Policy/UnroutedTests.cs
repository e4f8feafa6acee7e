using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Cli.Policy;

/// <summary>Expectations of what a request does not meet: a route, or a workload.</summary>
public sealed class UnroutedTests : IDisposable
{
    private const string Unknown = "request: 'http://nowhere:8080/'";

    private readonly TemporaryPolicy _folder = new();

    [Theory]
    [InlineData("timeout: 5s", "expected timeout 5s, but no HTTP route decides: the request is ")]
    [InlineData("retries: {attempts: 3}", "expected retries, but no HTTP route decides: the request is ")]
    public async Task A_route_that_is_not_there_has_no_settings(string expectation, string message)
    {
        var run = await RunAsync($"tests: [{{{Unknown}, expect: {{{expectation}}}}}]");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expect: {timeout: none, retries: none}", "")]
    [InlineData("expect: {flags: none}", "defaults: {expect: {timeout: 5s, retries: {attempts: 3}}}\n")]
    [InlineData("expect: {outcome: passed-through}", "defaults: {expect: {timeout: 5s, retries: {attempts: 3}}}\n")]
    public async Task What_says_that_there_is_no_route_holds(string expectation, string defaults)
    {
        var run = await RunAsync($"{defaults}tests: [{{{Unknown}, {expectation}}}]");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [Theory]
    [InlineData("mtls: STRICT")]
    [InlineData("peer: none")]
    public async Task A_workload_that_is_not_there_has_no_connection(string expectation)
    {
        var run = await RunAsync($"tests: [{{request: 'http://shop/', expect: {{{expectation}}}}}]", "--assume-hosts=false");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("expected workloads behind outbound|80||shop.shop.svc.cluster.local, got none", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Mlmesh> RunAsync(string tests, params string[] options)
    {
        _folder.Write("policy.yaml", """
            apiVersion: v1
            kind: Service
            metadata: {name: shop, namespace: shop}
            spec: {selector: {app: shop}, ports: [{name: http, port: 80}]}
            """);
        _folder.Write("policy-tests.yaml", tests);
        return Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["policy", "test", _folder.Folder, .. options]);
    }
}
