using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MlMesh.ServiceDefaults.Problems;
using Xunit;

namespace MlMesh.Tests.ServiceDefaults.Problems;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("{", "The body is not the JSON")]
    [InlineData("""{"distance":"far"}""", "$.distance")]
    [InlineData("", "")]
    public async Task A_body_that_cannot_be_read_is_a_400_that_says_why(string body, string expected)
    {
        await using var service = await StartAsync();

        using var response = await service.Client.PostAsync("/flights", new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains(expected, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_field_that_is_wrong_is_named()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.PostAsync("/flights", new StringContent("""{"distance":"far"}""", Encoding.UTF8, "application/json"));

        Assert.NotNull((await ReadAsync(response, HttpStatusCode.BadRequest))["errors"]!["distance"]);
    }

    [Fact]
    public async Task A_missing_parameter_is_a_400()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("/flights");

        Assert.Contains("origin", (await ReadAsync(response, HttpStatusCode.BadRequest))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_path_is_a_problem_too()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("/nowhere");

        Assert.Contains("/nowhere", (await ReadAsync(response, HttpStatusCode.NotFound))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_service_keeps_its_reason_to_itself()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("/fails");

        var problem = await ReadAsync(response, HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(problem["traceId"]);
    }

    [Fact]
    public async Task Under_v2_an_error_has_the_form_of_the_inference_protocol()
    {
        await using var service = await StartAsync();

        using var response = await service.Client.GetAsync("/v2/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal(["error"], error.Select(p => p.Key));
    }

    private static Task<TestService> StartAsync() => TestService.StartAsync(map: app =>
    {
        app.UseProblems();
        app.MapPost("/flights", (TestFlight flight) => Results.Ok(flight.Distance));
        app.MapGet("/flights", (string origin) => origin);
        app.MapGet("/fails", string () => throw new InvalidOperationException("secret"));
    });

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }
}
