using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

/// <summary>The listeners that a Sidecar resource states.</summary>
public sealed class SidecarListenerTests
{
    [Fact]
    public void An_egress_listener_with_a_port_imports_that_port_of_its_services_alone()
    {
        var proxy = new TestMesh(Sidecar("egress: [{port: {number: 9090, protocol: HTTP, name: metrics}, hosts: ['./*']}, {hosts: ['./store.ml.svc.cluster.local']}]")).Proxy();

        Assert.Equal([8080, 9090], proxy.OutboundPorts.Order());
        Assert.NotNull(proxy.Cluster("outbound|9090||model.ml.svc.cluster.local"));
        Assert.Null(proxy.Cluster("outbound|80||model.ml.svc.cluster.local"));
    }

    [Fact]
    public void Listeners_that_import_the_same_service_have_their_ports_together()
    {
        var proxy = new TestMesh(Sidecar("egress: [{port: {number: 9090, protocol: HTTP, name: metrics}, hosts: ['./*']}, {port: {number: 80, protocol: HTTP, name: http}, hosts: ['./*']}]")).Proxy();

        Assert.NotEmpty(proxy.Cluster("outbound|9090||model.ml.svc.cluster.local")!.Endpoints);
        Assert.NotEmpty(proxy.Cluster("outbound|80||model.ml.svc.cluster.local")!.Endpoints);
    }

    [Fact]
    public void Listed_ingress_listeners_replace_what_the_Services_say_and_may_lead_to_another_port()
    {
        var proxy = new TestMesh(Sidecar("ingress: [{port: {number: 9999, protocol: HTTP, name: http}, defaultEndpoint: '127.0.0.1:8080'}]", "model")).Proxy("model-v1");

        Assert.Equal(8080, Assert.Single(proxy.Inbound(9999)!.Endpoints).Port);
        Assert.Equal("inbound|9999||", proxy.Inbound(9999)!.Name);
        Assert.Null(proxy.Inbound(8080));
        Assert.NotNull(new TestMesh("").Proxy("model-v1").Inbound(8080));
    }

    private static string Sidecar(string spec, string app = "caller") =>
        $"apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {{name: s, namespace: ml}}\nspec:\n  workloadSelector: {{labels: {{app: {app}}}}}\n  {spec}";
}
