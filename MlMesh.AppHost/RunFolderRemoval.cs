using Microsoft.Extensions.Hosting;

namespace MlMesh.AppHost;

/// <summary>Removes the run's folders once everything that uses it has stopped.</summary>
internal sealed class RunFolderRemoval(IEnumerable<RunFolder> folders, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in folders)
            lifetime.ApplicationStopped.Register(folder.Dispose);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
