using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

/// <summary>What is left of a run's keys. The AppHosts of these tests have a temporary folder of their own, so that no other run cleans up for them.</summary>
[Collection(OwnAppHosts.Name)]
public sealed class IdentityFolderTests
{
    private const string Healthy = "All resources are healthy.";

    [Fact]
    public async Task Keys_are_their_owners_only_and_gone_when_the_AppHost_has_stopped()
    {
        using var temporary = new TemporaryFolder();
        using var appHost = Start(temporary);
        await appHost.WroteAsync(Healthy);

        var keys = Keys(temporary);
        // The gateway's, the ingress's, and one for each version of the model.
        Assert.True(keys.Length >= 4, string.Join('\n', keys));
        if (!OperatingSystem.IsWindows())
        {
            Assert.All(keys, key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(key).UnixFileMode));
            Assert.All(keys.SelectMany(key => FoldersAbove(key, temporary)), folder =>
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder).UnixFileMode));
        }

        appHost.Terminate();
        Assert.Equal(0, await appHost.ExitedAsync());

        Assert.Empty(Keys(temporary));
    }

    [Fact]
    public async Task What_a_killed_AppHost_leaves_the_next_one_removes_and_nothing_of_one_that_runs()
    {
        using var temporary = new TemporaryFolder();
        using var killed = Start(temporary);
        await WroteKeysAsync(killed, temporary, []);
        var left = Keys(temporary);
        using var running = Start(temporary);
        await WroteKeysAsync(running, temporary, left);
        var used = Keys(temporary).Except(left).ToArray();
        var children = Processes.DescendantsOf(killed.Id);
        killed.Kill();
        await Processes.GoneAsync(children.Append(killed.Id), killed.Timeout);
        Assert.All(left, key => Assert.True(File.Exists(key)));

        using var next = Start(temporary);
        await WroteKeysAsync(next, temporary, [.. left, .. used]);

        Assert.All(left, key => Assert.False(File.Exists(key)));
        Assert.All(used, key => Assert.True(File.Exists(key)));
        foreach (var appHost in new[] { running, next })
        {
            appHost.Terminate();
            await appHost.ExitedAsync();
        }
    }

    private static AppHostProcess Start(TemporaryFolder temporary) => new([$"--Gateway:Port={FreePort.Next()}"], [new("TMPDIR", temporary.Path), new("TMP", temporary.Path)]);

    private static string[] Keys(TemporaryFolder temporary) =>
        [.. Directory.EnumerateFiles(temporary.Path, "svid.pem", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })];

    private static async Task WroteKeysAsync(AppHostProcess appHost, TemporaryFolder temporary, IReadOnlyCollection<string> others)
    {
        while (Keys(temporary).Except(others).Count() < 4)
            await Task.Delay(TimeSpan.FromMilliseconds(50), appHost.Timeout);
    }

    private static IEnumerable<string> FoldersAbove(string file, TemporaryFolder temporary)
    {
        for (var folder = Path.GetDirectoryName(file)!; folder != temporary.Path; folder = Path.GetDirectoryName(folder)!)
            yield return folder;
    }
}
