using System.Text;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Traffic.Connections;
using MlMesh.Mesh.Traffic.Http;
using MlMesh.Tests.Mesh.Golden.World;
using MlMesh.Tests.Mesh.Traffic;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>A model's sidecar under a RequestAuthentication, an issuer that serves keys, and a clock that begins an hour after 1970.</summary>
internal sealed class TokenWorld : IConnector, IDisposable
{
    public const string Issuer = "https://issuer.test";

    /// <summary>The clock's time, in seconds since 1970.</summary>
    public const long Now = 3600;

    private const string Mesh = """
        apiVersion: v1
        kind: Service
        metadata: {name: keys, namespace: ml}
        spec: {clusterIP: 10.96.0.2, selector: {app: keys}, ports: [{name: http, port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: keys, namespace: ml, labels: {app: keys, security.istio.io/tlsMode: istio}}
        status: {podIP: 10.0.0.2}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: model, namespace: ml, labels: {app: model}}
        status: {podIP: 10.0.0.1}
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: outside, namespace: ml}
        spec: {hosts: [keys.outside.test], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
        ---

        """;

    private readonly Loopback _network = new();
    private readonly MeshProxy _proxy;

    /// <summary>Starts the sidecar.</summary>
    /// <param name="rules">The <c>jwtRules</c> in flow style, without the outer brackets.</param>
    /// <param name="more">Further resources.</param>
    public TokenWorld(string rules, string more = "")
    {
        var policy = Compile(rules, more);
        _proxy = new MeshProxy(policy.Workload("ml", "model")!, policy, new ProxyServices { Connector = this, Time = Clock });
    }

    public ManualClock Clock { get; } = new();

    /// <summary>What the issuer sends when it is asked, as on the wire.</summary>
    public Func<Stream, Task> ServeKeys { get; set; } = stream => stream.DisposeAsync().AsTask();

    /// <summary>Whom connections were opened to.</summary>
    public List<string> Dialled { get; } = [];

    /// <summary>Has the issuer serve a key set.</summary>
    public void Serve(string keySet) => ServeKeys = stream => AnswerAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(keySet)}\r\n\r\n{keySet}");

    /// <summary>Takes over other rules, as when the policy's file changes.</summary>
    public void Apply(string rules) => _proxy.Apply(Compile(rules, ""));

    /// <summary>Sends a request; the result says what the application gets, or how it was refused.</summary>
    public async Task<TokenResult> SendAsync(string target = "/x", string method = "GET", params (string Name, string Value)[] headers)
    {
        var request = new MeshRequest { Method = method, Target = target, Authority = "model" };
        foreach (var (name, value) in headers)
            request.Headers.Append(name, value);
        var connection = new DownstreamConnection { PeerAddress = "10.0.0.9", Destination = new Endpoint { Address = "10.0.0.1", Port = 8080 } };
        using var local = await _proxy.EnterInboundAsync(request, connection, TestContext.Current.CancellationToken);
        var body = local.Answer?.Body is { } text ? await new StreamReader(text).ReadToEndAsync(TestContext.Current.CancellationToken) : "";
        return new TokenResult(local.Answer?.Status ?? 200, body, local.Exchange.Details, local.Answer?.Headers, request);
    }

    /// <summary>Sends a token in the Authorization header.</summary>
    public Task<TokenResult> SendTokenAsync(string token) => SendAsync(headers: ("authorization", $"Bearer {token}"));

    public async ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        lock (Dialled)
            Dialled.Add($"{endpoint.Authority} {endpoint.Transport}");
        return await _network.ConnectAsync(ServeKeys);
    }

    public void Dispose()
    {
        _proxy.Dispose();
        _network.Dispose();
    }

    public static async Task AnswerAsync(Stream stream, string answer)
    {
        await using (stream)
        {
            await stream.ReadAtLeastAsync(new byte[4096], 1);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        }
    }

    private static MeshPolicy Compile(string rules, string more)
    {
        var policy = $"""
            apiVersion: security.istio.io/v1
            kind: RequestAuthentication
            metadata: {"{"}name: jwt, namespace: ml{"}"}
            spec: {"{"}selector: {"{"}matchLabels: {"{"}app: model{"}}"}, jwtRules: [{rules}]{"}"}
            ---

            """;
        var resources = MeshResources.Create([ResourceReader.Read(Mesh + policy + more, "policy.yaml")]);
        Assert.Empty(resources.Findings);
        return MeshPolicy.Compile(resources);
    }
}
