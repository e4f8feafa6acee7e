using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Security.PeerAuthentications;
using MlMesh.Tests.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.PeerAuthentications;

public sealed class PeerAuthenticationModesTests
{
    private const string Selector = "selector: {matchLabels: {app: model}}";

    [Fact]
    public void Without_any_policy_both_kinds_of_connections_are_taken()
    {
        var modes = Modes();

        Assert.Equal(MutualTlsMode.Permissive, modes.General);
        Assert.True(modes.Takes(8080, EndpointTransport.Plaintext));
        Assert.True(modes.Takes(8080, EndpointTransport.IstioMutual));
        Assert.False(modes.Takes(8080, EndpointTransport.Tls));
    }

    [Theory]
    [InlineData("STRICT", false, true)]
    [InlineData("PERMISSIVE", true, true)]
    [InlineData("DISABLE", true, false)]
    public void A_mode_says_what_is_taken(string mode, bool plaintext, bool mutual)
    {
        var modes = Modes(Policy("ml", "a", $"mtls: {{mode: {mode}}}"));

        Assert.Equal((plaintext, mutual), (modes.Takes(1, EndpointTransport.Plaintext), modes.Takes(1, EndpointTransport.IstioMutual)));
    }

    [Fact]
    public void The_workloads_own_policy_beats_the_namespaces_and_that_the_meshs()
    {
        var mesh = Policy("istio-system", "a", "mtls: {mode: STRICT}");
        var ns = Policy("ml", "b", "mtls: {mode: DISABLE}");
        var own = Policy("ml", "c", $"{Selector}, mtls: {{mode: PERMISSIVE}}");

        Assert.Equal(MutualTlsMode.Strict, Modes(mesh).General);
        Assert.Equal(MutualTlsMode.Disable, Modes(mesh, ns).General);
        Assert.Equal(MutualTlsMode.Permissive, Modes(own, mesh, ns).General);
    }

    [Fact]
    public void Unset_inherits_from_the_level_above()
    {
        var mesh = Policy("istio-system", "a", "mtls: {mode: STRICT}");
        var ns = Policy("ml", "b", "mtls: {mode: UNSET}");
        var own = Policy("ml", "c", $"{Selector}, portLevelMtls: {{9090: {{mode: DISABLE}}, 8000: {{mode: UNSET}}}}");

        var modes = Modes(mesh, ns, own);

        Assert.Equal((MutualTlsMode.Strict, MutualTlsMode.Disable, MutualTlsMode.Strict), (modes.Mode(8080), modes.Mode(9090), modes.Mode(8000)));
        Assert.Equal(MutualTlsMode.Permissive, Modes(Policy("istio-system", "a", "mtls: {mode: UNSET}")).General);
    }

    [Fact]
    public void The_oldest_of_one_level_counts_alone()
    {
        var older = Policy("ml", "z", $"{Selector}, mtls: {{mode: STRICT}}");
        var newer = Policy("ml", "a", "selector: {matchLabels: {app: model, version: v1}}, mtls: {mode: DISABLE}, portLevelMtls: {9090: {mode: DISABLE}}");

        Assert.Equal(MutualTlsMode.Strict, Modes(older, newer).Mode(9090));
        Assert.Equal(MutualTlsMode.Disable, Modes(newer, older).General);
        Assert.Equal(MutualTlsMode.Strict, Modes(Policy("ml", "z", "mtls: {mode: STRICT}"), Policy("ml", "a", "mtls: {mode: DISABLE}")).General);
    }

    [Fact]
    public void A_selector_in_the_root_namespace_reaches_nobody() =>
        Assert.Equal(MutualTlsMode.Permissive, Modes(Policy("istio-system", "a", $"{Selector}, mtls: {{mode: STRICT}}")).General);

    [Fact]
    public void Callers_send_plaintext_to_a_port_that_takes_nothing_else()
    {
        var mesh = new TestMesh(Policy("ml", "a", $"{Selector}, portLevelMtls: {{9090: {{mode: DISABLE}}}}"));

        Assert.Equal(EndpointTransport.IstioMutual, EndpointOf(mesh, 80).Transport);
        Assert.Equal("outbound_.80_._.model.ml.svc.cluster.local", EndpointOf(mesh, 80).ServerName);
        Assert.Equal(EndpointTransport.Plaintext, EndpointOf(mesh, 9090).Transport);
    }

    [Fact]
    public void A_namespace_that_says_disable_leaves_its_services_without_mutual_tls_whatever_single_workloads_ask_for()
    {
        var mesh = new TestMesh(string.Join("\n---\n", Policy("ml", "a", "mtls: {mode: DISABLE}"), Policy("ml", "b", $"{Selector}, mtls: {{mode: STRICT}}")));

        Assert.Equal(EndpointTransport.Plaintext, EndpointOf(mesh, 80).Transport);
        Assert.False(mesh.Proxy("model-v1").PeerAuthentication.Takes(8080, EndpointTransport.Plaintext));
    }

    [Fact]
    public void A_headless_service_has_mutual_tls_only_when_all_of_its_pods_take_it()
    {
        const string Headless = """
            apiVersion: v1
            kind: Service
            metadata: {name: peers, namespace: ml}
            spec: {clusterIP: None, selector: {app: model, version: v1}, ports: [{name: http, port: 8080}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: mixed, namespace: ml}
            spec: {clusterIP: None, selector: {app: model}, ports: [{name: http, port: 8080}]}
            """;
        var proxy = new TestMesh(Headless).Proxy();

        Assert.Equal(EndpointTransport.IstioMutual, proxy.Cluster("outbound|8080||peers.ml.svc.cluster.local")!.Transport);
        Assert.Equal(EndpointTransport.Plaintext, proxy.Cluster("outbound|8080||mixed.ml.svc.cluster.local")!.Transport);
    }

    private static Endpoint EndpointOf(TestMesh mesh, int port) =>
        mesh.Proxy().Cluster($"outbound|{port}||model.ml.svc.cluster.local")!.Endpoints.Single(endpoint => endpoint.Workload!.Name == "model-v1");

    private static PeerAuthenticationModes Modes(params string[] policies) => new TestMesh(string.Join("\n---\n", policies)).Proxy("model-v1").PeerAuthentication;

    private static string Policy(string ns, string name, string spec) =>
        $"apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {{name: {name}, namespace: {ns}}}\nspec: {{{spec}}}";
}
