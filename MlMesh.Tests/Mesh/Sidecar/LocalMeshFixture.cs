using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MlMesh.Mesh.Sidecar.Hosting;

namespace MlMesh.Tests.Mesh.Sidecar;

/// <summary>Two versions of a model and a gateway that calls them through its sidecar, under a policy in a file.</summary>
internal sealed class LocalMeshFixture : IAsyncDisposable
{
    private const string Services = """
        apiVersion: v1
        kind: Service
        metadata: {name: model-inference, namespace: ml-services}
        spec:
          selector: {app: model-inference}
          ports: [{name: http, port: 8080, targetPort: 8080}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: gateway, namespace: ml-services}
        spec:
          selector: {app: gateway}
          ports: [{name: http, port: 8080, targetPort: 8080}]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: model-inference, namespace: ml-services}
        spec: {host: model-inference, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
        ---

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-sidecar-");
    private readonly List<LocalService> _models = [];
    private LocalService _gateway = null!;

    /// <summary>Bytes of the bodies that each version received.</summary>
    public ConcurrentBag<(string Version, long Bytes)> Bodies { get; } = [];

    /// <summary>The trace contexts that the versions received.</summary>
    public ConcurrentBag<string> TraceParents { get; } = [];

    /// <summary>Where the gateway listens.</summary>
    public Uri GatewayAddress => new(_gateway.Address);

    /// <summary>The gateway's HttpClient, over its sidecar.</summary>
    public HttpClient Client => _gateway.CreateClient();

    public static async Task<LocalMeshFixture> StartAsync(string policy, bool ingress = false)
    {
        var fixture = new LocalMeshFixture();
        fixture.WritePolicy(policy);
        try
        {
            foreach (var version in new[] { "v1", "v2" })
                fixture._models.Add(await LocalService.StartAsync(_ => { }, app => app.Run(context => fixture.AnswerAsync(context, version))));
            fixture._gateway = await LocalService.StartAsync(builder => fixture.AddSidecar(builder, ingress), MapGateway);
        }
        catch
        {
            await fixture.DisposeAsync();
            throw;
        }

        return fixture;
    }

    public void WritePolicy(string policy) => File.WriteAllText(Path.Combine(_folder.FullName, "policy.yaml"), Services + policy);

    /// <summary>Stops a version's process.</summary>
    public ValueTask StopAsync(string version) => _models[version == "v1" ? 0 : 1].DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        foreach (var model in _models)
            await model.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static void MapGateway(WebApplication app)
    {
        app.MapGet("/whoami", (HttpContext context) => $"{context.Request.Headers["x-forwarded-for"]} {context.Request.Headers["x-envoy-external-address"]} {context.Request.Path}");
        app.MapGet("/cut", (HttpContext context) => context.Abort());
        app.MapGet("/cut-later", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("half of it");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        app.MapGet("/slow", async (HttpContext context) => await Task.Delay(Timeout.Infinite, context.RequestAborted));
    }

    private void AddSidecar(WebApplicationBuilder builder, bool ingress)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mesh:Policy"] = _folder.FullName,
            ["Mesh:Workload"] = "gateway",
            ["Mesh:Ingress"] = ingress.ToString(),
            ["Mesh:Workloads:0:Name"] = "gateway",
            ["Mesh:Workloads:0:Labels:app"] = "gateway",
            ["Mesh:Workloads:0:Address"] = "http://127.0.0.1:1",
        };
        for (var i = 0; i < _models.Count; i++)
        {
            settings[$"Mesh:Workloads:{i + 1}:Name"] = $"model-inference-v{i + 1}";
            settings[$"Mesh:Workloads:{i + 1}:Labels:app"] = "model-inference";
            settings[$"Mesh:Workloads:{i + 1}:Labels:version"] = $"v{i + 1}";
            settings[$"Mesh:Workloads:{i + 1}:Address"] = _models[i].Address;
        }

        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddHttpClient();
        builder.AddMeshSidecar();
    }

    private async Task AnswerAsync(HttpContext context, string version)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Bodies.Add((version, body.Length));
        TraceParents.Add(context.Request.Headers.TraceParent.ToString());
        context.Response.Headers["x-model-version"] = version;
        await context.Response.WriteAsync($"{version} {context.Request.Headers["x-envoy-attempt-count"]}");
    }
}
