using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

public sealed class StartOrderTests
{
    [Fact]
    public async Task A_resource_starts_only_when_what_it_waits_for_is_healthy()
    {
        await using var application = new TestApplication();
        var isHealthy = false;
        application.Builder.Services.AddHealthChecks().AddCheck("store", () => Volatile.Read(ref isHealthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        var store = application.AddShell("store", "sleep 1000").WithHealthCheck("store");
        application.AddShell("service", "sleep 1000").WaitFor(store);
        await application.StartAsync();

        await application.StateAsync("store", KnownResourceStates.Running);
        await application.StateAsync("service", KnownResourceStates.Waiting);
        Volatile.Write(ref isHealthy, true);

        await application.StateAsync("service", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_resource_starts_after_the_completion_of_what_it_waits_for()
    {
        await using var application = new TestApplication();
        var loader = application.AddShell("loader", "echo loaded > data");
        application.AddShell("service", "cat data").WaitForCompletion(loader);
        await application.StartAsync();

        Assert.Equal(["loaded"], await application.OutputAsync("service"));
    }

    [Fact]
    public async Task A_failed_completion_fails_all_who_depend_on_it_and_is_named()
    {
        await using var application = new TestApplication();
        var loader = application.AddShell("loader", "exit 3");
        var service = application.AddShell("service", "sleep 1000").WaitForCompletion(loader);
        application.AddShell("gateway", "sleep 1000").WaitFor(service);
        await application.StartAsync();

        await application.StateAsync("gateway", KnownResourceStates.FailedToStart);

        await application.Logs.ErrorAsync("service was not started: it waits for loader to complete with code 0. loader exited with code 3", application.Timeout);
        await application.Logs.ErrorAsync("gateway was not started: it waits for service, which failed to start (it waits for loader to complete", application.Timeout);
    }

    [Fact]
    public async Task A_resource_that_never_gets_healthy_fails_its_dependants_and_is_named_with_its_reason()
    {
        await using var application = new TestApplication("--AppHost:StartupTimeout=00:00:00.5");
        application.Builder.Services.AddHealthChecks().AddCheck("store", () => HealthCheckResult.Unhealthy("the disk is full"));
        var store = application.AddShell("store", "sleep 1000").WithHealthCheck("store");
        application.AddShell("service", "sleep 1000").WaitFor(store);
        await application.StartAsync();

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.Running.ResourceNotifications.WaitForResourceHealthyAsync("service", application.Timeout));

        Assert.Contains("it waits for store, which did not become healthy within 0.5 s", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loader_that_never_ends_fails_its_dependants_and_is_named()
    {
        await using var application = new TestApplication("--AppHost:StartupTimeout=00:00:00.5");
        var loader = application.AddShell("loader", "sleep 1000");
        application.AddShell("service", "sleep 1000").WaitForCompletion(loader);
        await application.StartAsync();

        await application.Logs.ErrorAsync("service was not started: it waits for loader, which did not complete within 0.5 s", application.Timeout);
    }

    [Fact]
    public async Task A_dependency_that_itself_waits_is_not_on_the_clock()
    {
        await using var application = new TestApplication("--AppHost:StartupTimeout=00:00:00.5");
        var first = application.AddShell("first", "true").WithExplicitStart();
        var second = application.AddShell("second", "true").WaitForCompletion(first);
        application.AddShell("third", "true").WaitForCompletion(second);
        var endless = application.AddShell("endless", "sleep 1000");
        application.AddShell("clock", "true").WaitForCompletion(endless);
        await application.StartAsync();

        await application.StateAsync("clock", KnownResourceStates.FailedToStart);

        Assert.True(application.Running.ResourceNotifications.TryGetCurrentState("third", out var third));
        Assert.Equal(KnownResourceStates.Waiting, third.Snapshot.State?.Text);
    }

    [Fact]
    public async Task An_explicit_start_is_left_to_the_command()
    {
        await using var application = new TestApplication();
        application.AddShell("tool", "echo worked").WithExplicitStart();
        await application.StartAsync();

        await application.StateAsync("tool", KnownResourceStates.NotStarted);
        await application.Running.ResourceCommands.ExecuteCommandAsync("tool", KnownResourceCommands.StartCommand, application.Timeout);

        Assert.Equal(["worked"], await application.OutputAsync("tool"));
    }
}
