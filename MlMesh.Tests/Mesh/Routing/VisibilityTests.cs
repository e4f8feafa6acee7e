using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

public sealed class VisibilityTests
{
    [Theory]
    [InlineData("", "", true, true)]
    [InlineData("exportTo: ['*']", "", true, true)]
    [InlineData("exportTo: ['.']", "", true, false)]
    [InlineData("exportTo: [ml]", "", true, false)]
    [InlineData("exportTo: [other]", "", false, true)]
    [InlineData("", "defaultVirtualServiceExportTo: ['.']", true, false)]
    [InlineData("exportTo: ['*']", "defaultVirtualServiceExportTo: ['.']", true, true)]
    public void A_virtual_service_holds_where_it_is_exported_to(string exportTo, string mesh, bool own, bool other)
    {
        var policy = new TestMesh($$"""
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: rule, namespace: ml}
            spec:
              {{exportTo}}
              hosts: [model]
              http: [{name: ruled, route: [{destination: {host: model} }] }]
            """, mesh);

        Assert.Equal(own ? "ruled" : "default", policy.Send("model").RouteName);
        Assert.Equal(other ? "ruled" : "default", policy.Send("model.ml", from: "stranger").RouteName);
    }

    [Theory]
    [InlineData("./*", true, false)]
    [InlineData("'*/*'", true, true)]
    [InlineData("'~/*'", false, false)]
    [InlineData("other/model.other.svc.cluster.local", false, true)]
    [InlineData("'*/model.ml.svc.cluster.local'", true, false)]
    [InlineData("'*/*.cluster.local'", true, true)]
    public void A_Sidecar_limits_the_services_that_its_workloads_see(string hosts, bool own, bool other)
    {
        var mesh = new TestMesh(Sidecar("default", "ml", $"egress: [{{hosts: [{hosts}]}}]"));

        Assert.Equal(own, Sees(mesh, "model.ml.svc.cluster.local"));
        Assert.Equal(other, Sees(mesh, "model.other.svc.cluster.local"));
    }

    [Fact]
    public void A_Sidecar_with_a_selector_beats_the_namespaces_and_that_the_root_namespaces()
    {
        var root = Sidecar("root", "istio-system", "egress: [{hosts: ['~/*']}]");
        var own = Sidecar("own", "ml", "egress: [{hosts: ['./*']}]");
        var selected = Sidecar("selected", "ml", "workloadSelector: {labels: {app: caller}}\n  egress: [{hosts: ['other/*']}]");

        Assert.False(Sees(new TestMesh(root), "model.ml.svc.cluster.local"));
        Assert.True(Sees(new TestMesh(root + own), "model.ml.svc.cluster.local"));
        Assert.False(Sees(new TestMesh(root + own + selected), "model.ml.svc.cluster.local"));
        Assert.True(Sees(new TestMesh(root + own + selected), "model.other.svc.cluster.local"));
    }

    [Fact]
    public void Where_no_visible_service_speaks_HTTP_there_is_no_table()
    {
        var mesh = new TestMesh(Sidecar("default", "ml", "outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n  egress: [{hosts: ['./store.ml.svc.cluster.local']}]"));

        Assert.Null(mesh.Proxy().Outbound(80));
        Assert.False(mesh.Proxy().AllowsUnknownHosts);
        Assert.Equal("block_all", mesh.Send("model", port: 8080).RouteName);
    }

    [Fact]
    public void The_traffic_policy_of_a_Sidecar_overrides_the_meshs_in_both_directions()
    {
        Assert.True(new TestMesh(Sidecar("default", "ml", "outboundTrafficPolicy: {mode: ALLOW_ANY}"), "outboundTrafficPolicy: {mode: REGISTRY_ONLY}").Proxy().AllowsUnknownHosts);
        Assert.False(new TestMesh(Sidecar("default", "ml", "outboundTrafficPolicy: {mode: REGISTRY_ONLY}")).Proxy().AllowsUnknownHosts);
    }

    [Fact]
    public void A_destination_that_is_not_imported_still_has_a_cluster()
    {
        var mesh = new TestMesh(Sidecar("default", "ml", "egress: [{hosts: ['./model.ml.svc.cluster.local']}]") +
            TestMesh.VirtualService("rule", "model", "- {route: [{destination: {host: model.other.svc.cluster.local}}]}"));

        Assert.NotNull(mesh.Proxy().Cluster(mesh.Send("model").Cluster!));
        Assert.Equal("PassthroughCluster", mesh.Send("model.other").Cluster);
    }

    private static bool Sees(TestMesh mesh, string host) => mesh.Proxy().Outbound(80) is { } table && table.Route(TestMesh.Request(host), new FixedRandom()).RouteName == "default";

    private static string Sidecar(string name, string ns, string spec) => $$"""
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata: {name: {{name}}, namespace: {{ns}}}
        spec:
          {{spec}}
        ---

        """;
}
