using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MlMesh.Tests.Gateway;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>The real gateway with its ingress and sidecar, and behind it a model server that writes down what reaches it.</summary>
internal sealed class HostileWorld : IAsyncDisposable
{
    private const string Resources = """
        apiVersion: v1
        kind: Service
        metadata: {name: model-inference, namespace: ml-services}
        spec: {selector: {app: model-inference}, ports: [{name: http, port: 8080, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: gateway, namespace: ml-services}
        spec: {selector: {app: gateway}, ports: [{name: http, port: 8080, targetPort: 8080}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: ingress, namespace: ml-services}
        spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
        ---

        """;

    /// <summary>Everything that the gateway serves is routed to it.</summary>
    public const string RoutesEverything = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: gateway, namespace: ml-services}
        spec:
          hosts: ["*"]
          gateways: [ingress]
          http: [{route: [{destination: {host: gateway, port: {number: 8080}}}]}]
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-hostile-");
    private FakeInference _model = null!;
    private GatewayUnderTest _gateway = null!;

    /// <summary>The requests that reached the model server.</summary>
    public ConcurrentQueue<ReceivedRequest> Received { get; } = [];

    /// <summary>The gateway's public port.</summary>
    public Uri Address => new(_gateway.Address);

    public static async Task<HostileWorld> StartAsync(string policy = RoutesEverything, params string[] settings)
    {
        var world = new HostileWorld();
        await File.WriteAllTextAsync(Path.Combine(world._folder.FullName, "policy.yaml"), Resources + policy);
        world._model = await FakeInference.StartAsync(world.ReceiveAsync);
        world._gateway = await GatewayUnderTest.StartBeforeAsync("http://model-inference:8080",
        [
            $"--Mesh:Policy={world._folder.FullName}", "--Mesh:Workload=gateway", "--Mesh:Ingress=true",
            "--Mesh:Workloads:0:Name=gateway", "--Mesh:Workloads:0:Labels:app=gateway", "--Mesh:Workloads:0:Address=http://127.0.0.1:1",
            "--Mesh:Workloads:1:Name=model-inference-v1", "--Mesh:Workloads:1:Labels:app=model-inference", $"--Mesh:Workloads:1:Address={world._model.Address}",
            .. settings,
        ]);
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        if (_model is not null)
            await _model.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Received.Enqueue(new ReceivedRequest(target, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToArray(), StringComparer.OrdinalIgnoreCase), await body.ReadToEndAsync()));
        await context.Response.WriteAsync("answered by the model");
    }
}
