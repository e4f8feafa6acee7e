using System.Collections.Immutable;
using System.Net;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Authorization;

/// <summary>Verdicts about connections to a port that does not speak HTTP, as istiod configures Envoy's network filter.</summary>
public sealed class TcpAuthorizationTests
{
    private const string Inference = "spiffe://cluster.local/ns/ml/sa/model-inference";
    private const string Gateway = "spiffe://cluster.local/ns/ml/sa/gateway";

    [Fact]
    public void Callers_are_told_apart_by_identity_and_port()
    {
        const string Rules = "rules: [{from: [{source: {principals: [cluster.local/ns/ml/sa/model-inference]}}], to: [{operation: {ports: ['6379']}}]}]";

        Assert.True(Connect(Rules, Inference));
        Assert.False(Connect(Rules, Gateway));
        Assert.False(Connect(Rules, null));
        Assert.False(Connect(Rules, Inference, port: 16379));
    }

    [Theory]
    [InlineData("to: [{operation: {methods: [GET]}}]")]
    [InlineData("to: [{operation: {paths: ['*'], ports: ['6379']}}]")]
    [InlineData("to: [{operation: {notHosts: [x]}}]")]
    [InlineData("to: [{operation: {ports: ['6379']}}, {operation: {paths: [/x]}}]")]
    [InlineData("from: [{source: {requestPrincipals: ['*']}}, {source: {namespaces: [ml]}}]")]
    [InlineData("when: [{key: 'request.headers[x]', notValues: [gold]}]")]
    [InlineData("when: [{key: 'request.auth.claims[x]', values: [gold]}]")]
    public void A_rule_that_allows_by_an_http_field_allows_nothing(string rule)
    {
        Assert.False(Connect($"rules: [{{{rule}}}]", Inference));
        Assert.True(Connect($"rules: [{{{rule}}}, {{from: [{{source: {{namespaces: [ml]}}}}]}}]", Inference));
    }

    [Theory]
    [InlineData("to: [{operation: {methods: [GET]}}]", Gateway, false)]
    [InlineData("from: [{source: {namespaces: [ml]}}], to: [{operation: {paths: [/admin]}}]", Gateway, false)]
    [InlineData("from: [{source: {namespaces: [other]}}], to: [{operation: {paths: [/admin]}}]", Gateway, true)]
    [InlineData("to: [{operation: {paths: [/admin], ports: ['80']}}]", Gateway, true)]
    [InlineData("from: [{source: {notPrincipals: [cluster.local/ns/ml/sa/gateway]}}], when: [{key: 'request.headers[x]', values: [gold]}]", Gateway, true)]
    [InlineData("from: [{source: {notPrincipals: [cluster.local/ns/ml/sa/gateway]}}], when: [{key: 'request.headers[x]', values: [gold]}]", null, false)]
    public void A_rule_that_denies_forgets_its_http_fields_and_so_denies_more(string rule, string? peer, bool passes) =>
        Assert.Equal(passes, Connect($"action: DENY, rules: [{{{rule}}}]", peer));

    [Fact]
    public void Addresses_and_the_server_name_count()
    {
        Assert.True(Connect("rules: [{from: [{source: {ipBlocks: [10.1.0.0/16]}}]}]", null));
        Assert.False(Connect("rules: [{from: [{source: {ipBlocks: [10.2.0.0/16]}}]}]", null));
        Assert.True(Connect("rules: [{when: [{key: connection.sni, values: ['outbound_.6379_._.feature-store*']}]}]", null));
        Assert.False(Connect("rules: [{when: [{key: destination.ip, notValues: [10.1.0.9]}]}]", null));
    }

    private static bool Connect(string spec, string? peer, int port = 6379)
    {
        var yaml = $"apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {{name: p, namespace: ml}}\nspec: {{{spec}}}";
        var resources = MeshResources.Create([ResourceReader.Read(yaml, "policy.yaml")]);
        Assert.DoesNotContain(resources.Findings, finding => finding.Severity == FindingSeverity.Error);
        var store = new Workload { Name = "feature-store", Namespace = "ml", Labels = ImmutableDictionary<string, string>.Empty };
        return WorkloadAuthorization.ForTcp(resources, store).Authorize(new AuthorizationRequest
        {
            SourceIp = IPAddress.Parse("10.1.0.2"),
            RemoteIp = IPAddress.Parse("10.1.0.2"),
            DestinationIp = IPAddress.Parse("10.1.0.9"),
            DestinationPort = port,
            PeerIdentity = peer,
            ServerName = "outbound_.6379_._.feature-store.ml.svc.cluster.local",
        }).Allowed;
    }
}
