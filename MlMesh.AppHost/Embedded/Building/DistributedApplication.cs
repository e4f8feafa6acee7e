using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A distributed application that can be started and stopped. Stopping it stops every process that it started.</summary>
public sealed class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EntryPointHook? _hook;
    private bool _started;

    internal DistributedApplication(IHost host, EntryPointHook? hook)
    {
        _host = host;
        _hook = hook;
    }

    /// <inheritdoc/>
    public IServiceProvider Services => _host.Services;

    /// <summary>What became of the resources so far, and waiting for what will.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Stops, starts and restarts resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Begins a distributed application.</summary>
    /// <param name="args">The AppHost's command line.</param>
    /// <returns>A builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Begins a distributed application.</summary>
    /// <param name="options">How to build it.</param>
    /// <returns>A builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { Args = options.Args };
        var hook = EntryPointHook.Current;
        hook?.Configure(options, settings);
        return new DistributedApplicationBuilder(options, settings, hook);
    }

    /// <summary>Starts the application and waits until it is told to stop.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Starts the application and waits until it is told to stop.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Completes when everything is stopped.</returns>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_hook is not null)
        {
            // A test runs the entry point for its model only, and starts and stops the application itself.
            await _hook.Finished;
            return;
        }

        await using (this)
        {
            await StartAsync(cancellationToken);
            await _host.WaitForShutdownAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _started = true;
        await _host.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        _started = false;
        await _host.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_started)
            await StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        else
            _host.Dispose();
        _hook?.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
