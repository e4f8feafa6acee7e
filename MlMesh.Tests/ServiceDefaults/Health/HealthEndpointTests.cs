using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace MlMesh.Tests.ServiceDefaults.Health;

public sealed class HealthEndpointTests
{
    [Theory]
    [InlineData(HealthStatus.Healthy, HttpStatusCode.OK, "healthy")]
    [InlineData(HealthStatus.Degraded, HttpStatusCode.OK, "degraded")]
    [InlineData(HealthStatus.Unhealthy, HttpStatusCode.ServiceUnavailable, "unhealthy")]
    public async Task Readiness_says_what_each_check_says(HealthStatus status, HttpStatusCode code, string word)
    {
        await using var service = await StartAsync(() => new HealthCheckResult(status, "the store does not answer"));

        using var response = await service.Client.GetAsync("/health/ready");

        Assert.Equal(code, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var expected = $$$$"""{"status":"{{{{word}}}}","checks":{"store":{"status":"{{{{word}}}}","description":"the store does not answer"}}}""";
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(await response.Content.ReadAsStringAsync())));
    }

    [Fact]
    public async Task Liveness_does_not_ask_the_checks()
    {
        await using var service = await StartAsync(() => HealthCheckResult.Unhealthy());

        Assert.Equal("""{"status":"healthy","checks":{}}""", await service.Client.GetStringAsync("/health/live"));
    }

    [Fact]
    public async Task A_check_that_throws_shows_its_message_but_no_stack()
    {
        await using var service = await StartAsync(() => throw new InvalidOperationException("no model"));

        using var response = await service.Client.GetAsync("/health/ready");

        Assert.Equal(
            """{"status":"unhealthy","checks":{"store":{"status":"unhealthy","description":"no model"}}}""",
            await response.Content.ReadAsStringAsync());
    }

    private static Task<TestService> StartAsync(Func<HealthCheckResult> check) =>
        TestService.StartAsync(builder => builder.Services.AddHealthChecks().AddCheck("store", check));
}
