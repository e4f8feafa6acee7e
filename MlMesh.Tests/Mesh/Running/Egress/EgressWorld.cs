using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MlMesh.LocalServices.EgressGateway;
using MlMesh.Mesh.Security.Identity;
using MlMesh.Mesh.Sidecar.Hosting;
using MlMesh.Tests.Mesh.Sidecar;

namespace MlMesh.Tests.Mesh.Running.Egress;

/// <summary>
/// The component <c>egress</c> on the overlay <c>stable</c>: two workloads with sidecars and identities, the real egress gateway, and a server on loopback that
/// stands for www.transtats.bts.gov. Only its address, and HTTP instead of HTTPS towards it, differ from the shipped files.
/// </summary>
internal sealed class EgressWorld : IAsyncDisposable
{
    public const string Host = "www.transtats.bts.gov";

    private static readonly (string Name, string Namespace, string Account, string App, int Port)[] Workloads =
    [
        ("gateway", "ml-services", "gateway", "gateway", 8080),
        ("model-inference-v1", "ml-services", "model-inference", "model-inference", 8080),
        ("egress-gateway", "istio-system", "istio-egressgateway-service-account", "istio-egressgateway", 8443),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-egress-");
    private readonly DevelopmentCa _authority = DevelopmentCa.Create("cluster.local", TimeProvider.System);
    private readonly Dictionary<string, int> _ports = Workloads.ToDictionary(workload => workload.Name, _ => FreePort());
    private readonly List<LocalService> _services = [];
    private WebApplication _gateway = null!;

    /// <summary>The requests that reached the outside: method, path, and who had passed them on.</summary>
    public ConcurrentQueue<(string Method, string Path, string ForwardedFor)> Outside { get; } = [];

    /// <summary>A client of the model server, over its sidecar.</summary>
    public HttpClient ModelServer { get; private set; } = null!;

    /// <summary>A client of the gateway to the models, over its sidecar.</summary>
    public HttpClient Gateway { get; private set; } = null!;

    public static async Task<EgressWorld> StartAsync()
    {
        var world = new EgressWorld();
        try
        {
            var outside = await LocalService.StartAsync(_ => { }, app => app.Run(world.AnswerAsync));
            world._services.Add(outside);
            world.WriteComponent(new Uri(outside.Address).Port);
            foreach (var (name, ns, account, _, _) in Workloads)
            {
                using var svid = world._authority.Issue(SpiffeId.OfServiceAccount("cluster.local", ns, account), TimeSpan.FromHours(1));
                SvidFolder.Write(Path.Combine(world._folder.FullName, name), svid, world._authority.TrustBundle);
            }

            world.Gateway = await world.AddAsync("gateway");
            world.ModelServer = await world.AddAsync("model-inference-v1");
            world._gateway = EgressGatewayApplication.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", "--Mesh:Gateway=true", .. world.Settings("egress-gateway").Select(setting => $"--{setting.Key}={setting.Value}")]);
            await world._gateway.StartAsync();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the egress gateway.</summary>
    public Task StopGatewayAsync() => _gateway.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Gateway?.Dispose();
        ModelServer?.Dispose();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        foreach (var service in _services)
            await service.DisposeAsync();
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private void WriteComponent(int port)
    {
        var component = _folder.CreateSubdirectory("egress").FullName;
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("istio-overlays", "components", "egress")))
            File.WriteAllText(Path.Combine(component, Path.GetFileName(file)), Local(File.ReadAllText(file), port));
    }

    private static string Local(string text, int port) => text
        .Replace("resolution: DNS", string.Create(CultureInfo.InvariantCulture, $"resolution: STATIC\n  endpoints: [{{address: 127.0.0.1, ports: {{http: {port}}}}}]"), StringComparison.Ordinal)
        .Replace("targetPort: 443", "targetPort: 80", StringComparison.Ordinal)
        .Replace($"{{mode: SIMPLE, sni: {Host}, subjectAltNames: [{Host}]}}", "{mode: DISABLE}", StringComparison.Ordinal);

    private async Task<HttpClient> AddAsync(string name)
    {
        var service = await LocalService.StartAsync(
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(Settings(name));
                builder.Services.AddHttpClient();
                builder.AddMeshSidecar();
            },
            app => app.MapGet("/", () => "here"));
        _services.Add(service);
        return service.CreateClient();
    }

    private Dictionary<string, string?> Settings(string name)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mesh:Policy"] = Repository.PathOf("istio-overlays", "overlays", "stable"),
            ["Mesh:Components:0"] = Path.Combine(_folder.FullName, "egress"),
            ["Mesh:Workload"] = name,
            ["Mesh:Port"] = _ports[name].ToString(CultureInfo.InvariantCulture),
            ["Mesh:IdentityFolder"] = Path.Combine(_folder.FullName, name),
        };
        for (var i = 0; i < Workloads.Length; i++)
        {
            var (workload, ns, account, app, port) = Workloads[i];
            settings[$"Mesh:Workloads:{i}:Name"] = workload;
            settings[$"Mesh:Workloads:{i}:Namespace"] = ns;
            settings[$"Mesh:Workloads:{i}:ServiceAccount"] = account;
            settings[$"Mesh:Workloads:{i}:Labels:app"] = app;
            settings[$"Mesh:Workloads:{i}:Address"] = "http://127.0.0.1:1";
            settings[$"Mesh:Workloads:{i}:MeshAddress"] = string.Create(CultureInfo.InvariantCulture, $"tcp://localhost:{_ports[workload]}");
            settings[$"Mesh:Workloads:{i}:Port"] = port.ToString(CultureInfo.InvariantCulture);
        }

        settings["Mesh:Workloads:2:Labels:istio"] = "egressgateway";
        return settings;
    }

    private Task AnswerAsync(HttpContext context)
    {
        Outside.Enqueue((context.Request.Method, context.Request.Path, context.Request.Headers["x-forwarded-for"].ToString()));
        return context.Response.WriteAsync("from outside");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
