using MlMesh.Mesh.Routing.Clusters;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing.Clusters;

public sealed class ServiceEntryTests
{
    [Fact]
    public void A_host_is_routed_on_its_ports_and_resolved_by_DNS()
    {
        var mesh = new TestMesh(Entry("hosts: [api.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}]"));

        var cluster = mesh.Proxy().Cluster(mesh.Send("api.example.com").Cluster!)!;

        Assert.Equal((ClusterKind.Dns, "api.example.com:8080"), (cluster.Kind, Assert.Single(cluster.Endpoints).Authority));
        Assert.Equal("PassthroughCluster", mesh.Send("api.example.com", port: 8080).Cluster);
    }

    [Fact]
    public void A_static_entry_has_the_endpoints_that_it_states()
    {
        var mesh = new TestMesh(Entry("hosts: [api.example.com], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP}], endpoints: [{address: 10.2.0.1, ports: {http: 8081}, weight: 3}, {address: 10.2.0.2}]"));

        Assert.Equal([("10.2.0.1:8081", 3u), ("10.2.0.2:80", 1u)], mesh.Proxy().Cluster("outbound|80||api.example.com")!.Endpoints.Select(e => (e.Authority, e.Weight)));
    }

    [Fact]
    public void A_selector_takes_pods_and_workload_entries_of_its_namespace()
    {
        var mesh = new TestMesh(Entry("hosts: [api.example.com], resolution: STATIC, ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}], workloadSelector: {labels: {app: model}}") + """

            ---
            apiVersion: networking.istio.io/v1
            kind: WorkloadEntry
            metadata: {name: vm, namespace: ml}
            spec: {address: 10.2.0.1, labels: {app: model}, ports: {http: 8081}}
            """);

        Assert.Equal(["10.1.0.2:8080", "10.1.0.3:8080", "10.2.0.1:8081"], mesh.Proxy().Cluster("outbound|80||api.example.com")!.Endpoints.Select(e => e.Authority).Order());
    }

    [Fact]
    public void Without_resolution_requests_go_where_the_client_connected_to()
    {
        var mesh = new TestMesh(Entry("hosts: ['*.example.com'], resolution: NONE, ports: [{number: 80, name: http, protocol: HTTP}]"));

        Assert.Equal(ClusterKind.OriginalDestination, mesh.Proxy().Cluster(mesh.Send("a.example.com").Cluster!)!.Kind);
    }

    [Fact]
    public void TLS_of_a_rule_holds_without_resolution_too_with_the_entrys_names_where_the_rule_has_none()
    {
        var mesh = new TestMesh(Entry("hosts: ['*.example.com'], resolution: NONE, subjectAltNames: [a.example.com], ports: [{number: 80, name: http, protocol: HTTP}]") + """

            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: outside, namespace: ml}
            spec: {host: "*.example.com", trafficPolicy: {tls: {mode: MUTUAL, sni: front.example.com, caCertificates: /ca.pem, clientCertificate: /c.pem, privateKey: /k.pem}}}
            """);

        var cluster = mesh.Proxy().Cluster(mesh.Send("a.example.com").Cluster!)!;

        Assert.Equal((EndpointTransport.Tls, "front.example.com", "a.example.com"), (cluster.Transport, cluster.ServerName, Assert.Single(cluster.SubjectAltNames)));
        Assert.Equal(new TlsOrigination { CaCertificates = "/ca.pem", ClientCertificate = "/c.pem", PrivateKey = "/k.pem" }, cluster.Tls);
    }

    [Theory]
    [InlineData("MESH_INTERNAL", EndpointTransport.IstioMutual)]
    [InlineData("MESH_EXTERNAL", EndpointTransport.Plaintext)]
    public void Automatic_mTLS_needs_a_host_inside_the_mesh(string location, EndpointTransport expected)
    {
        var mesh = new TestMesh(Entry($"hosts: [api.example.com], location: {location}, resolution: STATIC, ports: [{{number: 80, name: http, protocol: HTTP}}], endpoints: [{{address: 10.2.0.1, labels: {{security.istio.io/tlsMode: istio}}}}]"));

        Assert.Equal(expected, Assert.Single(mesh.Proxy().Cluster("outbound|80||api.example.com")!.Endpoints).Transport);
    }

    [Fact]
    public void Two_entries_for_one_host_give_it_the_ports_of_both()
    {
        var mesh = new TestMesh(Entry("hosts: [api.example.com], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]", "a") + "\n---\n" + Entry("hosts: [api.example.com], resolution: DNS, ports: [{number: 8080, name: http, protocol: HTTP}]", "b"));

        Assert.Equal("outbound|80||api.example.com", mesh.Send("api.example.com").Cluster);
        Assert.NotNull(mesh.Proxy().Cluster(mesh.Send("api.example.com", port: 8080).Cluster!));
    }

    [Fact]
    public void An_exported_entry_is_seen_in_its_namespaces_only()
    {
        var mesh = new TestMesh(Entry("hosts: [api.example.com], exportTo: ['.'], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]"));

        Assert.Equal("outbound|80||api.example.com", mesh.Send("api.example.com").Cluster);
        Assert.Equal("PassthroughCluster", mesh.Send("api.example.com", from: "stranger").Cluster);
    }

    private static string Entry(string spec, string name = "entry") => $"apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {{name: {name}, namespace: ml}}\nspec: {{{spec}}}";
}
