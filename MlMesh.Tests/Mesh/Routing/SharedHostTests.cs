using MlMesh.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

/// <summary>Hosts that several services claim.</summary>
public sealed class SharedHostTests
{
    [Fact]
    public void A_caller_takes_its_own_namespaces_entry_of_a_host()
    {
        var mesh = new TestMesh(string.Join("\n---\n", Entry("theirs", "other", "10.9.0.1"), Entry("ours", "ml", "10.9.0.2")));

        Assert.Equal("10.9.0.2", Address(mesh.Proxy("caller")));
        Assert.Equal("10.9.0.1", Address(mesh.Proxy("stranger")));
    }

    [Fact]
    public void Of_two_foreign_entries_the_older_has_the_host()
    {
        var mesh = new TestMesh(string.Join("\n---\n", Entry("older", "z", "10.9.0.1"), Entry("newer", "a", "10.9.0.2")));

        Assert.Equal("10.9.0.1", Address(mesh.Proxy("caller")));
    }

    [Fact]
    public void No_entry_takes_a_Kubernetes_Services_name_away()
    {
        const string Host = "model.ml.svc.cluster.local";
        var mesh = new TestMesh(Entry("squatter", "other", "10.9.0.1", Host));

        Assert.DoesNotContain("10.9.0.1", mesh.Proxy("caller").Cluster($"outbound|80||{Host}")!.Endpoints.Select(endpoint => endpoint.Address));
        Assert.DoesNotContain("10.9.0.1", mesh.Proxy("ingress").Cluster($"outbound|80||{Host}")!.Endpoints.Select(endpoint => endpoint.Address));
    }

    [Fact]
    public void Entries_of_one_namespace_have_the_ports_of_all()
    {
        var mesh = new TestMesh(string.Join("\n---\n", Entry("http", "ml", "10.9.0.1"), Entry("more", "ml", "10.9.0.2", port: 81)));

        Assert.Equal("10.9.0.1", Address(mesh.Proxy("caller")));
        Assert.Equal("10.9.0.2", Address(mesh.Proxy("caller"), 81));
    }

    [Fact]
    public void A_destination_that_is_not_imported_is_known_by_the_ports_that_rules_send_to()
    {
        var sidecar = "apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: s, namespace: ml}\nspec: {egress: [{hosts: ['./only.example.com']}]}";
        var rule = TestMesh.VirtualService("vs", "only.example.com", "- route: [{destination: {host: model, port: {number: 9090}}}]");
        var proxy = new TestMesh(string.Join("\n---\n", sidecar, rule)).Proxy();

        Assert.NotNull(proxy.Cluster("outbound|9090||model.ml.svc.cluster.local"));
        Assert.Null(proxy.Cluster("outbound|80||model.ml.svc.cluster.local"));
    }

    private static string? Address(ProxyPolicy proxy, int port = 80) => proxy.Cluster($"outbound|{port}||api.example.com")!.Endpoints.Single().Address;

    private static string Entry(string name, string ns, string address, string host = "api.example.com", int port = 80) => $$"""
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: {{name}}, namespace: {{ns}}}
        spec:
          hosts: [{{host}}]
          ports: [{number: {{port}}, name: http-{{port}}, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: {{address}}}]
        """;
}
