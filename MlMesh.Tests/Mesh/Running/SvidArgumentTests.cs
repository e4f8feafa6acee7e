using MlMesh.Tests.AppHost;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

public sealed class SvidArgumentTests
{
    [Theory]
    [InlineData("--Mesh:Svid:Lifetime=soon", "Mesh:Svid:Lifetime is 'soon'")]
    [InlineData("--Mesh:Svid:Lifetime=00:00:01", "Mesh:Svid:Lifetime is 00:00:01")]
    [InlineData("--Mesh:Svid:RotateAfter=20:00:00", "Mesh:Svid:RotateAfter is 20:00:00")]
    [InlineData("--Mesh:Svid:RotateAfter=00:00:00", "Mesh:Svid:RotateAfter is 00:00:00")]
    public async Task A_lifetime_that_cannot_be_ends_the_AppHost_and_the_message_names_the_setting(string argument, string message)
    {
        using var appHost = new AppHostProcess(argument, $"--Gateway:Port={FreePort.Next()}");

        Assert.Equal(1, await appHost.ExitedAsync());
        Assert.Contains(message, appHost.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
    }
}
