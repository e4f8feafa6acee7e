using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

public sealed class CrashTests
{
    [Fact]
    public async Task A_crash_is_reported_with_the_code_and_the_last_lines()
    {
        await using var application = new TestApplication();
        application.AddShell("service", "i=0; while [ $i -lt 150 ]; do i=$((i+1)); echo line $i; done; echo out of memory >&2; exit 7");
        await application.StartAsync();

        var error = await application.Logs.ErrorAsync("service exited with code 7", application.Timeout);

        Assert.Contains("line 150", error, StringComparison.Ordinal);
        Assert.Contains("out of memory", error, StringComparison.Ordinal);
        Assert.DoesNotContain("line 100" + Environment.NewLine, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_counts_as_128_and_its_number()
    {
        await using var application = new TestApplication();
        application.AddShell("service", "kill -9 $$");
        await application.StartAsync();

        var snapshot = await application.StateAsync("service", KnownResourceStates.Finished);

        Assert.Equal(137, snapshot.ExitCode);
    }

    [Fact]
    public async Task Waiting_for_the_health_of_a_crashed_resource_ends_with_its_last_lines()
    {
        await using var application = new TestApplication();
        application.AddShell("service", "echo cannot open the model; exit 1").WithHealthCheck("not registered");
        await application.StartAsync();

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.Running.ResourceNotifications.WaitForResourceHealthyAsync("service", application.Timeout));

        Assert.Contains("cannot open the model", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_loader_that_someone_waits_for_is_no_error()
    {
        await using var application = new TestApplication();
        var loader = application.AddShell("loader", "exit 0");
        application.AddShell("service", "exit 1").WaitForCompletion(loader);
        await application.StartAsync();

        await application.Logs.ErrorAsync("service exited with code 1", application.Timeout);

        Assert.Empty(application.Logs.Entries(LogLevel.Error, "loader"));
    }

    [Fact]
    public async Task What_a_crashed_program_leaves_running_is_ended()
    {
        await using var application = new TestApplication();
        application.AddShell("service", "sleep 1000 & echo $!; exit 1");
        await application.StartAsync();

        var lines = await application.OutputAsync("service");

        Assert.False(Processes.Exists(int.Parse(lines[0], null)));
    }

    [Fact]
    public async Task A_program_that_is_missing_fails_its_resource_only()
    {
        await using var application = new TestApplication();
        application.Builder.AddExecutable("typo", "no-such-program", application.Folder.Path);
        application.AddShell("service", "sleep 1000");
        await application.StartAsync();

        await application.Logs.ErrorAsync("typo was not started: 'no-such-program' is not on PATH", application.Timeout);
        await application.StateAsync("service", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_file_that_is_no_program_fails_its_resource_with_the_systems_reason()
    {
        await using var application = new TestApplication();
        await File.WriteAllTextAsync(application.Folder.File("data.txt"), "no program", application.Timeout);
        application.Builder.AddExecutable("typo", "./data.txt", application.Folder.Path);
        await application.StartAsync();

        var error = await application.Logs.ErrorAsync("typo was not started", application.Timeout);

        Assert.Contains("data.txt cannot be started", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_fails_its_resource_and_is_named()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;
        await using var application = new TestApplication("--DcpPublisher:RandomizePorts=false");
        application.AddShell("service", "sleep 1000").WithHttpEndpoint(port: port);
        await application.StartAsync();

        await application.Logs.ErrorAsync($"service was not started: port {port} of its endpoint 'http' is taken", application.Timeout);
    }
}
