using System.Net;
using Xunit;

namespace MlMesh.Tests.AppHost;

[Collection(RunningAppHost.Name)]
public sealed class MainPathTests(AppHostFixture application)
{
    [Theory]
    [InlineData("gateway")]
    [InlineData("model-inference-v1")]
    [InlineData("model-inference-v2")]
    public async Task Every_service_is_ready(string resource)
    {
        using var client = application.CreateClient(resource);

        using var response = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
