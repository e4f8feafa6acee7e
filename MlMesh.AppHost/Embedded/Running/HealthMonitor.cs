using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Publishes whether a running resource is healthy, for as long as it runs.</summary>
internal sealed class HealthMonitor(HealthCheckService checks, ResourceNotificationService notifications, TimeProvider time)
{
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan OnceHealthy = TimeSpan.FromSeconds(2);

    public async Task WatchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.All<HealthCheckAnnotation>().Select(annotation => annotation.Key).ToHashSet();
        if (keys.Count == 0)
        {
            notifications.Publish(resource, snapshot => snapshot with { HealthStatus = HealthStatus.Healthy });
            return;
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
            var descriptions = report.Entries.Values.Select(entry => entry.Description ?? entry.Exception?.Message).Where(text => text is not null);
            // No such registration is no health.
            var status = report.Entries.Count < keys.Count ? HealthStatus.Unhealthy : report.Status;
            var description = report.Entries.Count < keys.Count ? $"no health check is registered as {string.Join(", ", keys.Except(report.Entries.Keys))}" : string.Join("; ", descriptions);
            notifications.Publish(resource, snapshot => snapshot with { HealthStatus = status, HealthDescription = description });
            await Task.Delay(status == HealthStatus.Healthy ? OnceHealthy : WhileStarting, time, cancellationToken);
        }
    }
}
