using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Starts all resources with the application, and stops them with it, dependants first.</summary>
internal sealed class Orchestrator : IHostedService, IDisposable
{
    private readonly DistributedApplicationModel _model;
    private readonly DashboardProcess _dashboard;
    private readonly ResourceNotificationService _notifications;
    private readonly IConfiguration _configuration;
    private readonly Dictionary<string, ResourceRunner> _runners;

    public Orchestrator(
        DistributedApplicationModel model, DashboardProcess dashboard, LaunchCommands commands, HealthCheckService checks,
        ResourceNotificationService notifications, ResourceOutputs outputs, IConfiguration configuration, TimeProvider time)
    {
        (_model, _dashboard, _notifications, _configuration) = (model, dashboard, notifications, configuration);
        var waiter = new StartupWaiter(notifications, configuration.GetValue(StartupWaiter.PatienceKey, StartupWaiter.DefaultPatience), time);
        var health = new HealthMonitor(checks, notifications, time);
        var grace = configuration.GetValue(ResourceRunner.GracePeriodKey, ResourceRunner.DefaultGracePeriod);
        _runners = model.Resources.Where(resource => resource.IsProcess())
            .ToDictionary(resource => resource.Name, resource => new ResourceRunner(resource, waiter, commands, health, notifications, outputs, grace), StringComparer.OrdinalIgnoreCase);
    }

    public ResourceRunner? Find(string name) => _runners.GetValueOrDefault(name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        EndpointAllocator.Allocate(_model, _configuration.GetValue("DcpPublisher:RandomizePorts", false));
        _dashboard.Start();
        foreach (var resource in _model.Resources.Where(resource => !resource.IsProcess()))
            _notifications.Publish(resource, _ => new() { State = KnownResourceStates.Running, HealthStatus = HealthStatus.Healthy });
        foreach (var runner in _runners.Values)
        {
            if (runner.Resource.Has<ExplicitStartupAnnotation>())
                _notifications.Publish(runner.Resource, _ => new() { State = KnownResourceStates.NotStarted });
            else
                _ = runner.StartAsync();
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var left = _runners.Values.ToHashSet();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(runner => runner.Resource.All<WaitAnnotation>()).Select(wait => wait.Dependency).ToHashSet();
            var layer = left.Where(runner => !needed.Contains(runner.Resource)).ToArray();
            // Resources that wait for one another in a circle never started, and stop together.
            if (layer.Length == 0)
                layer = [.. left];
            await Task.WhenAll(layer.Select(runner => runner.StopAsync()));
            left.ExceptWith(layer);
        }

        await _dashboard.StopAsync();
    }

    public void Dispose()
    {
        foreach (var runner in _runners.Values)
            runner.Dispose();
    }
}
