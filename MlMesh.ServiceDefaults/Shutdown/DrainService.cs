using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MlMesh.ServiceDefaults.Shutdown;

/// <summary>Holds the server open for the drain delay: readiness is red by then, and stopping means that no service has been told to stop yet.</summary>
internal sealed partial class DrainService(
    IOptions<ShutdownOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DrainService> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A signal has done so before; a host that is stopped by code comes here first.
        lifetime.StopApplication();
        var delay = options.Value.DrainDelay;
        if (delay <= TimeSpan.Zero) return;

        LogDraining(logger, delay.TotalSeconds);
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Not ready any more; still accepting requests for {Seconds} s (Shutdown:DrainDelay)")]
    private static partial void LogDraining(ILogger logger, double seconds);
}
