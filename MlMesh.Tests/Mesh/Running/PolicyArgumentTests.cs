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

    [Theory]
    [InlineData("There is no component 'no-such'. Give --with any of ", "--with", "no-such")]
    [InlineData("twice. Name it once.", "--with", "{root}/base,{root}/base")]
    [InlineData("The components 'ambient' and 'egress' do not go together", "--with", "egress,ambient")]
    [InlineData("The policy 'progressive' takes effect in a cluster only: Flagger", "--policy", "progressive")]
    [InlineData("The component 'ambient' takes effect in a cluster only: ztunnel", "--with", "tracing,ambient")]
    [InlineData("--policy none has none", "--policy", "none", "--with", "{root}/base")]
    [InlineData("with the mesh's settings. Give --mesh-config the path", "--mesh-config", "no-such.yaml")]
    public async Task An_argument_that_cannot_be_meant_ends_the_AppHost_with_a_remedy(string message, params string[] arguments)
    {
        using var appHost = new AppHostProcess([.. arguments.Select(argument => argument.Replace("{root}", Repository.PathOf("istio-overlays"), StringComparison.Ordinal)), "--Gateway:Port=9"]);

        Assert.Equal(1, await appHost.ExitedAsync());
        Assert.Contains(message, appHost.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
    }
}
