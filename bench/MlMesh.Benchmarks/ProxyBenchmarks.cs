using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Benchmarks;

/// <summary>What the proxy's own work on a request costs, without sockets, metrics and logs: from the request to the end of the answer's body.</summary>
internal static class ProxyBenchmarks
{
    private const string World = """
        apiVersion: v1
        kind: Service
        metadata: {name: model, namespace: ml}
        spec: {clusterIP: 10.0.0.1, selector: {app: model}, ports: [{name: http, port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: model-0, namespace: ml, labels: {app: model}}
        status: {podIP: 10.1.0.2}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: caller, namespace: ml, labels: {app: caller}}
        status: {podIP: 10.1.0.1}
        ---

        """;

    private const string Rule = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: model, namespace: ml}
        spec:
          hosts: [model]
          http:
          - match: [{uri: {exact: /plain}}]
            route: [{destination: {host: model}}]
            retries: {attempts: 0}

        """;

    private const string OtherRoutes = """
          - match: [{uri: {exact: /predict}}]
            route: [{destination: {host: model}}]
            timeout: 10s
            retries: {attempts: 2, perTryTimeout: 3s, retryOn: "5xx,reset,connect-failure,refused-stream"}
          - match: [{uri: {exact: /mirrored}}]
            route: [{destination: {host: model}}]
            mirror: {host: model}

        """;

    private static readonly byte[] RequestBody = new byte[120];
    private static readonly DownstreamConnection Connection = new() { PeerAddress = "10.1.0.1", Destination = new Endpoint { Address = "10.0.0.1", Port = 80 } };

    public static IEnumerable<Benchmark> All()
    {
        var goal = TimeSpan.FromMicroseconds(20);
        var alone = Exchange(Rule, "/plain");
        yield return new Benchmark("proxy: a route without retries, alone", alone, goal, null);
        // Whatever other routes have must cost this one nothing.
        yield return new Benchmark("proxy: the same beside retries and mirrors", Exchange(Rule + OtherRoutes, "/plain"), goal, AllocatedBy(alone));
        yield return new Benchmark("proxy: timeout, retries and a kept body", Exchange(Rule + OtherRoutes, "/predict"), goal, null);
    }

    private static Action Exchange(string policy, string path)
    {
        var compiled = MeshPolicy.Compile(MeshResources.Create([ResourceReader.Read(World + policy, "policy.yaml")]));
        var proxy = new MeshProxy(compiled.Workload("ml", "caller")!, compiled, new ProxyServices { Connector = new CannedConnector(RequestBody.Length) });
        var buffer = new byte[256];
        return () => ExchangeAsync(proxy, path, buffer).GetAwaiter().GetResult();
    }

    private static async Task ExchangeAsync(MeshProxy proxy, string path, byte[] buffer)
    {
        var request = new MeshRequest { Method = "POST", Target = path, Authority = "model", Body = new StreamBody(new MemoryStream(RequestBody), RequestBody.Length) };
        request.Headers.Append("content-type", "application/json");
        request.Headers.Append("user-agent", "bench");
        request.Headers.Append("x-request-id", "7c3bd8a6-3f5a-4ab2-9a3c-6a7d7d5f0f11");
        using var response = await proxy.OutboundAsync(request, Connection, CancellationToken.None).ConfigureAwait(false);
        if (response.Status != 200)
            throw new InvalidOperationException($"The proxy answered {response.Status}.");
        while (await response.Body.ReadAsync(buffer).ConfigureAwait(false) > 0)
        {
            // To the end, as a client does.
        }
    }

    private static long AllocatedBy(Action operation)
    {
        const int count = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            operation();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }
}
