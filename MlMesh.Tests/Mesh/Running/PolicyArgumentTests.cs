using MlMesh.Tests.AppHost;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

public sealed class PolicyArgumentTests
{
    [Fact]
    public async Task An_unknown_policy_ends_the_AppHost_and_the_message_lists_those_that_exist()
    {
        using var appHost = new AppHostProcess("--policy", "canry", "--Gateway:Port=9");

        Assert.Equal(1, await appHost.ExitedAsync());
        Assert.Contains("There is no policy 'canry'", appHost.Output, StringComparison.Ordinal);
        foreach (var name in PolicyFolder.Names)
            Assert.Contains(name, appHost.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
    }
}
