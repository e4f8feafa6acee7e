using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

public sealed class CommandTests
{
    [Fact]
    public async Task A_stop_ends_the_process_and_a_start_begins_another_on_the_same_port()
    {
        await using var application = new TestApplication();
        application.AddShell("service", "sleep 1000").WithHttpEndpoint();
        await application.StartAsync();
        await application.StateAsync("service", KnownResourceStates.Running);
        var (first, address) = (application.Running.ProcessId("service"), application.Running.GetEndpoint("service"));

        var stopped = await application.Running.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StopCommand, application.Timeout);
        Assert.True(stopped.Success);
        Assert.False(Processes.Exists(first));
        await application.StateAsync("service", KnownResourceStates.Exited);

        await application.Running.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StartCommand, application.Timeout);
        Assert.NotEqual(first, application.Running.ProcessId("service"));
        Assert.Equal(address, application.Running.GetEndpoint("service"));
    }

    [Fact]
    public async Task A_restart_replaces_the_process()
    {
        await using var application = new TestApplication();
        application.AddShell("service", "sleep 1000");
        await application.StartAsync();
        await application.StateAsync("service", KnownResourceStates.Running);
        var first = application.Running.ProcessId("service");

        await application.Running.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.RestartCommand, application.Timeout);

        Assert.False(Processes.Exists(first));
        Assert.True(Processes.Exists(application.Running.ProcessId("service")));
    }

    [Fact]
    public async Task A_crashed_resource_can_be_started_again()
    {
        await using var application = new TestApplication();
        application.AddShell("service", "[ -e ready ] && exec sleep 1000; touch ready; exit 1");
        await application.StartAsync();
        await application.StateAsync("service", KnownResourceStates.Finished);

        await application.Running.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StartCommand, application.Timeout);

        await application.StateAsync("service", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_a_start()
    {
        await using var application = new TestApplication();
        var loader = application.AddShell("loader", "sleep 1000");
        application.AddShell("service", "sleep 1000").WaitForCompletion(loader);
        await application.StartAsync();
        await application.StateAsync("service", KnownResourceStates.Waiting);

        await application.Running.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StopCommand, application.Timeout);

        await application.StateAsync("service", KnownResourceStates.Exited);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said()
    {
        await using var application = new TestApplication();
        application.AddShell("service", "sleep 1000");
        application.Builder.AddParameter("colour", "green");
        await application.StartAsync();

        var unknownCommand = await application.Running.ResourceCommands.ExecuteCommandAsync("service", "explode", application.Timeout);
        var noProcess = await application.Running.ResourceCommands.ExecuteCommandAsync("colour", KnownResourceCommands.StopCommand, application.Timeout);
        var unknownResource = await Assert.ThrowsAsync<ArgumentException>(() => application.Running.ResourceCommands.ExecuteCommandAsync("servise", KnownResourceCommands.StopCommand, application.Timeout));

        Assert.False(unknownCommand.Success);
        Assert.False(noProcess.Success);
        Assert.Contains("service, colour", unknownResource.Message, StringComparison.Ordinal);
    }
}
