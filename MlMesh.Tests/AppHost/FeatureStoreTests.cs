using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace MlMesh.Tests.AppHost;

[Collection(RunningAppHost.Name)]
public sealed class FeatureStoreTests(AppHostFixture application)
{
    [Fact]
    public async Task The_store_keeps_its_data_over_a_crash_and_a_start()
    {
        var key = $"test:{Guid.NewGuid():n}";
        Assert.Equal("+OK", await SendAsync([$"SET {key} kept EX 600"], lines: 1));
        var server = application.ProcessId(AppHostFixture.FeatureStoreServer);

        foreach (var process in Processes.DescendantsOf(server).Append(server))
            System.Diagnostics.Process.GetProcessById(process).Kill();
        await application.Application.ResourceNotifications.WaitForResourceAsync(AppHostFixture.FeatureStoreServer, KnownResourceStates.Finished, TestContext.Current.CancellationToken);
        await application.Application.ResourceCommands.ExecuteCommandAsync(AppHostFixture.FeatureStoreServer, KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);
        await application.HealthyAsync(AppHostFixture.FeatureStoreServer);

        Assert.Equal("$4 kept", await SendAsync([$"GET {key}"], lines: 2));
    }

    [Fact]
    public async Task The_store_has_transactions()
    {
        Assert.Equal("+OK +QUEUED *1 +OK", await SendAsync(["MULTI", "SET test:transaction 1", "EXEC"], lines: 4));
    }

    private async Task<string> SendAsync(string[] commands, int lines)
    {
        var address = application.FeatureStoreConnectionString.Split(':');
        using var client = new TcpClient();
        await client.ConnectAsync(address[0], int.Parse(address[1], null), TestContext.Current.CancellationToken);
        var request = string.Concat(commands.Select(command => command.Split(' ')).Select(words => $"*{words.Length}\r\n{string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n"))}"));
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        var answers = new List<string?>();
        while (answers.Count < lines)
            answers.Add(await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        return string.Join(' ', answers);
    }
}
