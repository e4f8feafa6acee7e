using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Running;

/// <summary>Runs one resource's process: waits for its dependencies, starts it, watches it, stops it.</summary>
internal sealed class ResourceRunner(
    IResource resource, StartupWaiter waiter, LaunchCommands commands, HealthMonitor health, ResourceNotificationService notifications, ResourceOutputs outputs,
    TimeSpan gracePeriod) : IDisposable
{
    /// <summary>The configuration key of how long a process has between SIGTERM and SIGKILL.</summary>
    public const string GracePeriodKey = "AppHost:GracePeriod";

    public static readonly TimeSpan DefaultGracePeriod = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private CancellationTokenSource _attempt = new();
    private TaskCompletionSource _launched = new();
    private Task _running = Task.CompletedTask;

    public IResource Resource => resource;

    public bool IsActive => !_running.IsCompleted;

    /// <summary>Begins a start, unless one is under way. The task completes when the process runs, or cannot.</summary>
    public Task StartAsync()
    {
        lock (_lock)
        {
            if (!IsActive)
            {
                _attempt.Dispose();
                _attempt = new();
                _launched = new(TaskCreationOptions.RunContinuationsAsynchronously);
                var token = _attempt.Token;
                _running = Task.Run(() => RunAsync(token), CancellationToken.None);
            }

            return _launched.Task;
        }
    }

    /// <summary>Stops the process, or the wait for its start.</summary>
    public async Task StopAsync()
    {
        Task running;
        lock (_lock)
        {
            running = _running;
            if (!running.IsCompleted)
                _attempt.Cancel();
        }

        await running;
    }

    public void Dispose() => _attempt.Dispose();

    private async Task RunAsync(CancellationToken stopping)
    {
        ChildProcess? process = null;
        try
        {
            if (resource.Has<WaitAnnotation>())
            {
                Publish(KnownResourceStates.Waiting);
                await waiter.WaitAsync(resource, stopping);
            }

            Publish(KnownResourceStates.Starting);
            var command = await commands.CreateAsync(resource, stopping);
            ThrowIfPortIsTaken();
            process = ChildProcess.Start(command, line => outputs.Write(resource, line));
            notifications.Publish(resource, _ => new() { State = KnownResourceStates.Running, Properties = [new("executable.pid", process.Id)] });
            _launched.TrySetResult();
            await WatchAsync(process, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            if (process is not null)
            {
                Publish(KnownResourceStates.Stopping);
                await process.StopAsync(gracePeriod);
            }

            notifications.Publish(resource, _ => new() { State = KnownResourceStates.Exited, ExitCode = process is null ? null : process.Exited.Result });
        }
        catch (Exception exception)
        {
            // Whatever kept it from starting is the reason to report; the AppHost and the other resources go on.
            notifications.Publish(resource, _ => new() { State = KnownResourceStates.FailedToStart, FailureReason = exception.Message });
        }
        finally
        {
            process?.Dispose();
            _launched.TrySetResult();
        }
    }

    private async Task WatchAsync(ChildProcess process, CancellationToken stopping)
    {
        using var exited = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var monitoring = health.WatchAsync(resource, exited.Token);
        try
        {
            var exitCode = await process.Exited.WaitAsync(stopping);
            await exited.CancelAsync();
            await process.SweepAsync();
            notifications.Publish(resource, _ => new() { State = KnownResourceStates.Finished, ExitCode = exitCode });
        }
        finally
        {
            await exited.CancelAsync();
            await monitoring.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void ThrowIfPortIsTaken()
    {
        foreach (var endpoint in resource.All<EndpointAnnotation>())
        {
            var port = endpoint.AllocatedEndpoint!.Port;
            if (!PortAllocator.IsFree(port))
                throw new DistributedApplicationException($"port {port} of its endpoint '{endpoint.Name}' is taken by another process");
        }
    }

    private void Publish(string state) => notifications.Publish(resource, _ => new() { State = state });
}
