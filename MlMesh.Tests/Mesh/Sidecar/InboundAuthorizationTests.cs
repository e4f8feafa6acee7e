using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Traffic.Http;
using MlMesh.Tests.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar;

/// <summary>What a sidecar's inbound side makes of a request before its policies see it.</summary>
public sealed class InboundAuthorizationTests
{
    private const string Office = "from: [{source: {remoteIpBlocks: [203.0.113.0/24]}}]";
    private const string Peer = "from: [{source: {remoteIpBlocks: [10.1.0.1]}}]";

    [Theory]
    [InlineData(Office, true, "203.0.113.7")]
    [InlineData(Office, true, "198.51.100.9, 203.0.113.7")]
    [InlineData(Office, true, "198.51.100.9", "203.0.113.7")]
    [InlineData(Office, false, "203.0.113.7", "198.51.100.9")]
    [InlineData(Office, false)]
    [InlineData(Peer, true)]
    [InlineData(Peer, true, "unknown")]
    [InlineData(Peer, true, "203.0.113.7:4711")]
    [InlineData(Peer, true, "203.0.113.7,")]
    [InlineData(Peer, true, "203.0.28935")]
    [InlineData(Peer, true, "3405803783")]
    [InlineData(Peer, true, "203.0.113.007")]
    [InlineData(Peer, true, "[2001:db8::1]")]
    [InlineData("from: [{source: {remoteIpBlocks: ['2001:db8::/32']}}]", true, "2001:db8::1")]
    public async Task The_client_is_the_last_forwarded_address_and_the_peer_where_that_is_none(string rule, bool allowed, params string[] forwarded) =>
        Assert.Equal(allowed, await PassesAsync(rule, [.. forwarded.Select(value => ("x-forwarded-for", value))]));

    [Fact]
    public async Task The_policy_sees_the_path_that_the_application_gets()
    {
        const string Rule = "to: [{operation: {paths: [/v2/models]}}]";

        Assert.True(await PassesAsync(Rule, [], "/v1/../v2/%6dodels?x=1#y"));
        Assert.False(await PassesAsync(Rule, [], "//v2/models"));
        Assert.False(await PassesAsync(Rule, [], "/v2%2Fmodels"));
    }

    private static async Task<bool> PassesAsync(string rule, (string Name, string Value)[] headers, string target = "/")
    {
        var mesh = new TestMesh($"apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {{name: p, namespace: ml}}\nspec: {{rules: [{{{rule}}}]}}");
        var workload = mesh.Policy.Workload("ml", "model-v1")!;
        using var proxy = new MeshProxy(workload, mesh.Policy, new ProxyServices { Connector = new NoConnector() });
        var request = new MeshRequest { Method = "GET", Target = target, Authority = "model" };
        foreach (var (name, value) in headers)
            request.Headers.Append(name, value);
        var connection = new DownstreamConnection { PeerAddress = "10.1.0.1", Destination = new Endpoint { Address = workload.Ip, Port = 8080 } };

        var exchange = await proxy.EnterInboundAsync(request, connection, TestContext.Current.CancellationToken);

        Assert.Equal(exchange.Answer is null ? 0 : 403, exchange.Answer?.Status ?? 0);
        return exchange.Answer is null;
    }
}
