using System.Collections.Concurrent;
using System.Text;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Sidecar.Listening;
using MlMesh.Mesh.Traffic.Connections;
using MlMesh.Mesh.Traffic.Http;
using MlMesh.Tests.Mesh.Golden.World;

namespace MlMesh.Tests.Mesh.Traffic;

/// <summary>A caller's proxy and the pods of one service, whose answers a test writes itself. Time stands still.</summary>
internal sealed class TrafficWorld : IConnector, IExchangeObserver, IDisposable
{
    private const string Pods = """
        apiVersion: v1
        kind: Service
        metadata: {name: model, namespace: ml}
        spec: {clusterIP: 10.96.0.1, selector: {app: model}, ports: [{name: http, port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: caller, namespace: ml, labels: {app: caller}}
        status: {podIP: 10.0.0.1}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: a, namespace: ml, labels: {app: model, version: v1}}
        status: {podIP: 10.0.0.2}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: b, namespace: ml, labels: {app: model, version: v1}}
        status: {podIP: 10.0.0.3}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: c, namespace: ml, labels: {app: model, version: v2}}
        status: {podIP: 10.0.0.4}

        """;

    private readonly Loopback _network = new();
    private readonly MeshProxy _proxy;

    public TrafficWorld(string policy, int seed = 1)
    {
        var compiled = Compile(policy);
        _proxy = new MeshProxy(compiled.Workload("ml", "caller")!, compiled, new ProxyServices { Connector = this, Time = Clock, Random = new SeededRandom(seed), Observer = this });
    }

    public ManualClock Clock { get; } = new();

    /// <summary>What a pod answers; none cuts the connection off.</summary>
    public Func<string, MeshRequest, Task<MeshResponse?>> Answer { get; set; } = (_, _) => Task.FromResult<MeshResponse?>(Status(200));

    /// <summary>Pods that nothing listens in.</summary>
    public HashSet<string> Refusing { get; } = [];

    /// <summary>The pods that got requests, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>How often a connection was opened.</summary>
    public int Connections;

    /// <summary>How often the proxy wrote onto a connection.</summary>
    public int Writes;

    /// <summary>The log entries.</summary>
    public ConcurrentQueue<Exchange> Log { get; } = [];

    public static MeshResponse Status(int status) => new() { Status = status, Length = 0 };

    public void Apply(string policy) => _proxy.Apply(Compile(policy));

    /// <summary>Sends a request and reads its answer.</summary>
    public async Task<(int Status, string Body)> SendAsync(string path = "/", RequestBody? body = null, params (string Name, string Value)[] headers)
    {
        var request = new MeshRequest { Method = body is null ? "GET" : "POST", Target = path, Authority = "model", Body = body ?? RequestBody.Empty };
        foreach (var (name, value) in headers)
            request.Headers.Append(name, value);
        var connection = new DownstreamConnection { PeerAddress = "10.0.0.1", Destination = new Endpoint { Address = "10.96.0.1", Port = 80 } };
        using var response = await _proxy.OutboundAsync(request, connection, CancellationToken.None);
        using var text = new StreamReader(response.Body, Encoding.ASCII);
        return (response.Status, await text.ReadToEndAsync());
    }

    /// <summary>Sends several requests, one after another.</summary>
    /// <returns>Their statuses.</returns>
    public async Task<List<int>> SendManyAsync(int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
            statuses.Add((await SendAsync()).Status);
        return statuses;
    }

    public async ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var pod = endpoint.Workload!.Name;
        if (Refusing.Contains(pod))
            throw new ConnectionRefusedException(ConnectionRefusedException.Refused);
        Interlocked.Increment(ref Connections);
        var connection = await _network.ConnectAsync(stream => HttpServerConnection.ServeAsync(stream, new Handler(this, pod), CancellationToken.None));
        return new CountedWrites(connection, () => Interlocked.Increment(ref Writes));
    }

    public void Completed(Exchange exchange) => Log.Enqueue(exchange);

    public void Dispose()
    {
        _proxy.Dispose();
        _network.Dispose();
    }

    private static MeshPolicy Compile(string policy) =>
        MeshPolicy.Compile(MeshResources.Create([ResourceReader.Read(Pods, "pods.yaml"), ResourceReader.Read(policy, "policy.yaml")]));

    private sealed class Handler(TrafficWorld world, string pod) : IHttpHandler
    {
        public async ValueTask<MeshResponse?> HandleAsync(MeshRequest request, CancellationToken cancellationToken)
        {
            world.Asked.Enqueue(pod);
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            return await world.Answer(pod, request);
        }
    }
}
