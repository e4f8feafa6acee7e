using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using MlMesh.Inference;

namespace MlMesh.Tests.Inference;

/// <summary>A model server of the test's own, behind a real listener on a free port.</summary>
internal sealed class InferenceServer : IAsyncDisposable
{
    /// <summary>Refuses connections: the discard service's port, which nobody serves.</summary>
    public const string NoStore = "127.0.0.1:9";

    private readonly WebApplication _app;

    private InferenceServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public HttpClient Client { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="store">Address of its feature store.</param>
    /// <param name="settings">Its configuration, as <c>Section:Key=value</c>.</param>
    public static async Task<InferenceServer> StartAsync(string store, params string[] settings)
    {
        string[] defaults = ["--environment=Development", "--urls=http://127.0.0.1:0", $"--ConnectionStrings:feature-store={store}"];
        var app = InferenceApplication.Create([.. defaults, .. settings.Select(setting => $"--{setting}")]);
        await app.StartAsync();
        return new InferenceServer(app);
    }

    /// <summary>Starts a server of the tests' own small models.</summary>
    public static Task<InferenceServer> StartWithTestModelsAsync(params string[] settings) =>
        StartAsync(NoStore, [$"Model:Root={Repository.PathOf("MlMesh.Tests", "Inference", "Models")}", .. settings]);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
