using Microsoft.Extensions.Hosting;

namespace MlMesh.AppHost;

/// <summary>Removes the run's folder once everything that uses it has stopped.</summary>
internal sealed class RunFolderRemoval(RunFolder folder, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopped.Register(folder.Dispose);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
