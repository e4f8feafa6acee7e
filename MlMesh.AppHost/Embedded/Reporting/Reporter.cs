using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Reporting;

/// <summary>Tells the user what happens: the resources' output, failures with their reasons, and a summary when all is healthy.</summary>
internal sealed partial class Reporter(
    DistributedApplicationModel model, DistributedApplicationOptions options, ResourceNotificationService notifications, ResourceOutputs outputs,
    DashboardProcess dashboard, IHostApplicationLifetime lifetime, ILoggerFactory loggers, ILogger<DistributedApplication> logger) : BackgroundService
{
    private static readonly TimeSpan DashboardPatience = TimeSpan.FromSeconds(3);

    private readonly ResourceConsole _console = new(model, Console.Out);
    private readonly Dictionary<IResource, CustomResourceSnapshot> _snapshots = [];
    private bool _summarized;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        outputs.Written += Write;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            _snapshots[change.Resource] = change.Snapshot;
            if (change.Snapshot.State?.Text == KnownResourceStates.FailedToStart || IsUnexpectedEnd(change))
            {
                var explanation = notifications.Explain(change);
                Failed(logger, explanation);
            }

            if (!_summarized && !options.EnableResourceLogging && model.Resources.Where(resource => resource.IsProcess()).All(IsDone))
            {
                _summarized = true;
                await Task.WhenAny(dashboard.Ready, Task.Delay(DashboardPatience, stoppingToken));
                _console.Summarize(resource => _snapshots.GetValueOrDefault(resource)?.State?.Text, dashboard.LoginUrl ?? (dashboard.Ready.IsCompleted ? "none in this run" : "still on its way"));
            }
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        outputs.Written -= Write;
        return base.StopAsync(cancellationToken);
    }

    private void Write(IResource resource, string line)
    {
        if (!options.EnableResourceLogging)
        {
            _console.Write(resource, line);
            return;
        }

        var log = loggers.CreateLogger($"Resources.{resource.Name}");
        Line(log, line);
    }

    /// <summary>A resource may end by itself only if it ends well, and someone waits for its end.</summary>
    private bool IsUnexpectedEnd(ResourceEvent change) =>
        change.Snapshot.State?.Text == KnownResourceStates.Finished
        && !lifetime.ApplicationStopping.IsCancellationRequested
        && !model.Resources.SelectMany(resource => resource.All<WaitAnnotation>()).Any(wait => wait.Dependency == change.Resource && wait.ExitCode == change.Snapshot.ExitCode);

    private bool IsDone(IResource resource) =>
        resource.Has<ExplicitStartupAnnotation>()
        || (_snapshots.TryGetValue(resource, out var snapshot)
            && (snapshot.HealthStatus == HealthStatus.Healthy || (snapshot.State?.Text == KnownResourceStates.Finished && snapshot.ExitCode == 0)));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Explanation}")]
    private static partial void Failed(ILogger logger, string explanation);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Text}")]
    private static partial void Line(ILogger logger, string text);
}
