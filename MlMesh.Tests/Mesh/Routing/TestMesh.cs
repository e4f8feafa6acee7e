using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing;

/// <summary>A small mesh for tests of routing: services model (80 and 9090) and store (8080) in ml, model in other, an ingress gateway, and one caller in each namespace.</summary>
internal sealed class TestMesh
{
    private const string World = """
        apiVersion: v1
        kind: Service
        metadata: {name: model, namespace: ml}
        spec: {clusterIP: 10.0.0.1, selector: {app: model}, ports: [{name: http, port: 80, targetPort: 8080}, {name: http-metrics, port: 9090}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: store, namespace: ml}
        spec: {clusterIP: 10.0.0.2, selector: {app: store}, ports: [{name: http, port: 8080}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: redis, namespace: ml}
        spec: {clusterIP: 10.0.0.3, selector: {app: redis}, ports: [{name: tcp-redis, port: 6379}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: model, namespace: other}
        spec: {clusterIP: 10.0.0.4, selector: {app: model}, ports: [{name: http, port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: ingress, namespace: istio-system}
        spec: {clusterIP: 10.0.0.5, selector: {istio: ingressgateway}, ports: [{name: http, port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: caller, namespace: ml, labels: {app: caller, version: v1, security.istio.io/tlsMode: istio}}
        spec: {serviceAccountName: caller}
        status: {podIP: 10.1.0.1}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: model-v1, namespace: ml, labels: {app: model, version: v1, security.istio.io/tlsMode: istio}}
        status: {podIP: 10.1.0.2}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: model-v2, namespace: ml, labels: {app: model, version: v2}}
        status: {podIP: 10.1.0.3}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: store, namespace: ml, labels: {app: store}}
        status: {podIP: 10.1.0.4}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: stranger, namespace: other, labels: {app: stranger}}
        status: {podIP: 10.1.0.5}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: ingress, namespace: istio-system, labels: {istio: ingressgateway}}
        status: {podIP: 10.1.0.6}
        """;

    public TestMesh(string policy, string mesh = "")
    {
        var settings = mesh.Length == 0 ? new MeshConfig() : MeshConfigReader.Read(mesh, "mesh.yaml").Mesh;
        var resources = MeshResources.Create([ResourceReader.Read(World, "world.yaml"), ResourceReader.Read(policy, "policy.yaml")], settings);
        Assert.Empty(resources.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.ToString()));
        Policy = MeshPolicy.Compile(resources);
    }

    public MeshPolicy Policy { get; }

    public ProxyPolicy Proxy(string pod = "caller") => Policy.For(Policy.Workloads.Single(workload => workload.Name == pod));

    /// <summary>What the caller's sidecar decides.</summary>
    public RouteDecision Send(string host, string path = "/", int port = 80, string from = "caller", string method = "GET", string scheme = "http", ulong draw = 0, params (string Name, string Value)[] headers) =>
        Proxy(from).Outbound(port)!.Route(Request(host, path, method, scheme, headers), new FixedRandom(draw));

    /// <summary>What the ingress gateway decides.</summary>
    public RouteDecision Enter(string host, string path = "/", int port = 8080, params (string Name, string Value)[] headers) =>
        Proxy("ingress").Gateway(port)!.Route(Request(host, path, "GET", "http", headers), new FixedRandom());

    public static RequestHead Request(string host, string path = "/", string method = "GET", string scheme = "http", params (string Name, string Value)[] headers) =>
        new(method, path, host, scheme, new TestHeaders(headers));

    /// <summary>A VirtualService of namespace ml.</summary>
    public static string VirtualService(string name, string hosts, string rules, string gateways = "") => $"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {"{"}name: {name}, namespace: ml{"}"}
        spec:
          hosts: [{hosts}]
          gateways: [{gateways}]
          http:
        {string.Join('\n', rules.Split('\n').Select(line => "  " + line))}
        """;
}
