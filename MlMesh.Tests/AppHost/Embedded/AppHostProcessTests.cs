using System.Net;
using System.Net.Sockets;
using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

[Collection(OwnAppHosts.Name)]
public sealed class AppHostProcessTests
{
    private const string Healthy = "All resources are healthy.";

    [Fact]
    public async Task No_process_outlives_an_AppHost_that_is_killed()
    {
        using var appHost = new AppHostProcess($"--Gateway:Port={FreePort.Next()}");
        await appHost.WroteAsync(Healthy);
        var processes = Processes.DescendantsOf(appHost.Id);
        // At least two models, the gateway and the store.
        Assert.True(processes.Count >= 4);

        appHost.Kill();

        await Processes.GoneAsync(processes, appHost.Timeout);
    }

    [Fact]
    public async Task A_terminated_AppHost_ends_well_and_leaves_nothing_running()
    {
        var port = FreePort.Next();
        using var appHost = new AppHostProcess($"--Gateway:Port={port}");
        await appHost.WroteAsync(Healthy);
        Assert.Contains($"http://localhost:{port}", appHost.Output, StringComparison.Ordinal);
        var processes = Processes.DescendantsOf(appHost.Id);

        appHost.Terminate();

        Assert.Equal(0, await appHost.ExitedAsync());
        await Processes.GoneAsync(processes, appHost.Timeout);
        Assert.DoesNotContain("error:", appHost.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_gateway_port_ends_the_AppHost_and_the_message_names_port_and_setting()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        using var appHost = new AppHostProcess($"--Gateway:Port={port}");

        Assert.Equal(1, await appHost.ExitedAsync());
        Assert.Contains($"Port {port}, which the gateway is to listen on, is taken", appHost.Output, StringComparison.Ordinal);
        Assert.Contains("--Gateway:Port=", appHost.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("http")]
    public async Task A_gateway_port_that_is_none_is_refused(string port)
    {
        using var appHost = new AppHostProcess($"--Gateway:Port={port}");

        Assert.Equal(1, await appHost.ExitedAsync());
        Assert.Contains($"Gateway:Port is '{port}'", appHost.Output, StringComparison.Ordinal);
    }
}
