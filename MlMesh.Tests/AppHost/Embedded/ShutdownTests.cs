using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Processes_are_asked_to_end_before_they_are_made_to()
    {
        await using var application = new TestApplication();
        application.AddShell("service", "trap 'echo bye > farewell; exit 0' TERM; echo ready > ready; while :; do sleep 0.05; done");
        await application.StartAsync();
        await FileAsync(application, "ready");

        await application.Running.StopAsync(application.Timeout);

        Assert.Equal("bye\n", await File.ReadAllTextAsync(application.Folder.File("farewell"), application.Timeout));
    }

    [Fact]
    public async Task Who_does_not_end_within_the_grace_period_is_killed_with_all_descendants()
    {
        await using var application = new TestApplication("--AppHost:GracePeriod=00:00:00.3");
        application.AddShell("service", "trap '' TERM; sh -c 'while :; do sleep 0.05; done' & echo ready > ready; while :; do sleep 0.05; done");
        await application.StartAsync();
        await FileAsync(application, "ready");
        await application.StateAsync("service", KnownResourceStates.Running);
        int[] processes = [application.Running.ProcessId("service"), .. Processes.DescendantsOf(application.Running.ProcessId("service"))];
        Assert.True(processes.Length > 1);

        await application.Running.StopAsync(application.Timeout);

        Assert.DoesNotContain(processes, Processes.Exists);
    }

    [Fact]
    public async Task Dependants_end_before_what_they_wait_for()
    {
        const string Script = "trap 'echo NAME >> order; exit 0' TERM; echo > NAME; while :; do sleep 0.05; done";
        await using var application = new TestApplication();
        var store = application.AddShell("store", Script.Replace("NAME", "store", StringComparison.Ordinal));
        var service = application.AddShell("service", Script.Replace("NAME", "service", StringComparison.Ordinal)).WaitFor(store);
        application.AddShell("gateway", Script.Replace("NAME", "gateway", StringComparison.Ordinal)).WaitFor(service);
        await application.StartAsync();
        foreach (var name in new[] { "store", "service", "gateway" })
            await FileAsync(application, name);

        await application.Running.StopAsync(application.Timeout);

        Assert.Equal(["gateway", "service", "store"], await File.ReadAllLinesAsync(application.Folder.File("order"), application.Timeout));
    }

    private static async Task FileAsync(TestApplication application, string name)
    {
        while (!File.Exists(application.Folder.File(name)))
            await Task.Delay(TimeSpan.FromMilliseconds(20), application.Timeout);
    }
}
