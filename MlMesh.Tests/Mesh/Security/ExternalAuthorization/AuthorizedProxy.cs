using System.Text;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Sidecar.Listening;
using MlMesh.Mesh.Traffic.Connections;
using MlMesh.Mesh.Traffic.Http;
using MlMesh.Tests.Mesh.Golden.World;
using MlMesh.Tests.Mesh.Routing;
using MlMesh.Tests.Mesh.Traffic;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.ExternalAuthorization;

/// <summary>A sidecar that asks an authorizer about every request but those to /open, and the authorizer, whose answers a test writes itself.</summary>
internal sealed class AuthorizedProxy : IConnector, IHttpHandler, IDisposable
{
    private const string Policy = """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: ask, namespace: ml}
        spec: {action: CUSTOM, provider: {name: authorizer}, rules: [{to: [{operation: {notPaths: [/open]}}]}]}
        """;

    private readonly Loopback _network = new();
    private readonly MeshProxy _proxy;

    /// <summary>Starts a sidecar.</summary>
    /// <param name="settings">Of the provider, beside service and port.</param>
    public AuthorizedProxy(string settings = "")
    {
        var mesh = new TestMesh(Policy, $"extensionProviders: [{{name: authorizer, envoyExtAuthzHttp: {{service: store.ml.svc.cluster.local, port: 8080, {settings}}}}}]");
        _proxy = new MeshProxy(mesh.Policy.Workload("ml", "model-v1")!, mesh.Policy, new ProxyServices { Connector = this, Time = Clock });
    }

    /// <summary>Stands still until a test moves it.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>What the authorizer answers; none cuts the connection off.</summary>
    public Func<MeshRequest, CancellationToken, Task<MeshResponse?>> Answer { get; set; } = (_, _) => Task.FromResult<MeshResponse?>(new MeshResponse { Status = 200, Length = 0 });

    /// <summary>Nobody listens where the authorizer should.</summary>
    public bool IsDown { get; set; }

    /// <summary>The last check, and its body.</summary>
    public (MeshRequest Request, string Body)? Asked { get; private set; }

    /// <summary>Sends a request to the workload.</summary>
    /// <returns>Status (200 when the application is to be asked), log flags, and the body that the application would read.</returns>
    public async Task<(int Status, string Flags, string Body)> SendAsync(string path = "/x", string? body = null)
    {
        var bytes = Encoding.ASCII.GetBytes(body ?? "");
        var request = new MeshRequest
        {
            Method = body is null ? "GET" : "POST",
            Target = path,
            Authority = "model",
            Body = body is null ? RequestBody.Empty : new StreamBody(new MemoryStream(bytes), bytes.Length),
        };
        var connection = new DownstreamConnection { PeerAddress = "10.1.0.1", Destination = new Endpoint { Address = _proxy.Workload.Ip, Port = 8080 } };
        using var exchange = await _proxy.EnterInboundAsync(request, connection, TestContext.Current.CancellationToken);
        using var read = new MemoryStream();
        if (exchange.Answer is null)
            await request.Body.CopyToAsync(read, TestContext.Current.CancellationToken);
        return (exchange.Answer?.Status ?? 200, exchange.Exchange.Flags, Encoding.ASCII.GetString(read.ToArray()));
    }

    public async ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken) => IsDown
        ? throw new ConnectionRefusedException(ConnectionRefusedException.Refused)
        : await _network.ConnectAsync(stream => HttpServerConnection.ServeAsync(stream, this, CancellationToken.None));

    public async ValueTask<MeshResponse?> HandleAsync(MeshRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        Asked = (request, Encoding.ASCII.GetString(body.ToArray()));
        return await Answer(request, cancellationToken);
    }

    public void Dispose()
    {
        _proxy.Dispose();
        _network.Dispose();
    }
}
