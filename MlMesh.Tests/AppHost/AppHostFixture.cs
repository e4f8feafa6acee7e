using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace MlMesh.Tests.AppHost;

/// <summary>The whole application, started once for all tests of <see cref="RunningAppHost"/>: store, both models, gateway.</summary>
public sealed class AppHostFixture : IAsyncLifetime
{
    /// <summary>The process that keeps the features; stop, start or kill it to see an outage.</summary>
    public const string FeatureStoreServer = "feature-store-garnet";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    /// <summary>The running application.</summary>
    public DistributedApplication Application { get; private set; } = null!;

    /// <summary>A client of the gateway, shared by the tests: set no default headers on it.</summary>
    public HttpClient Gateway { get; private set; } = null!;

    /// <summary>Where the feature store is: <c>localhost:port</c>.</summary>
    public string FeatureStoreConnectionString { get; private set; } = null!;

    /// <summary>A client of a resource; the caller disposes it.</summary>
    public HttpClient CreateClient(string resourceName) => Application.CreateHttpClient(resourceName);

    /// <summary>The process of a resource.</summary>
    public int ProcessId(string resourceName) => Application.ProcessId(resourceName);

    /// <summary>Waits until a resource is healthy.</summary>
    public async Task HealthyAsync(string resourceName)
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        await Application.ResourceNotifications.WaitForResourceHealthyAsync(resourceName, timeout.Token);
    }

    /// <summary>Waits until a resource runs but is not healthy, or does not run.</summary>
    public async Task UnhealthyAsync(string resourceName)
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        await Application.ResourceNotifications.WaitForResourceAsync(resourceName, change => change.Snapshot.HealthStatus != HealthStatus.Healthy, timeout.Token);
    }

    public async ValueTask InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>();
        Application = await builder.BuildAsync();
        await Application.StartAsync();
        await HealthyAsync("gateway");
        Gateway = CreateClient("gateway");
        FeatureStoreConnectionString = (await Application.GetConnectionStringAsync("feature-store"))!;
    }

    public async ValueTask DisposeAsync()
    {
        Gateway?.Dispose();
        if (Application is not null)
            await Application.DisposeAsync();
    }
}
