using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace MlMesh.Tests.Gateway.Forwarding;

public class IdentifierTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/predict")]
    [InlineData("POST", "/predict")]
    [InlineData("POST", "/v2/models/flight-delay/infer")]
    [InlineData("POST", "/v2/models/flight-delay/versions/v2/infer")]
    public async Task Each_prediction_gets_a_fresh_id_that_inference_and_caller_both_see(string method, string path)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(EchoAsync("x-prediction-id"));

        var first = await SendAsync(gateway, method, path, "x-prediction-id", "mine");
        var second = await SendAsync(gateway, method, path, "x-prediction-id", "mine");

        Assert.Matches("^[A-Za-z0-9_-]{16,64}$", first.Answered);
        Assert.Equal(first.Seen, first.Answered);
        Assert.NotEqual(first.Answered, second.Answered);
    }

    [Theory]
    [InlineData("POST", "/outcomes")]
    [InlineData("GET", "/v2/models/flight-delay")]
    public async Task What_predicts_nothing_gets_no_prediction_id_and_may_not_claim_one(string method, string path)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(EchoAsync("x-prediction-id"));

        Assert.Equal(("", null), await SendAsync(gateway, method, path, "x-prediction-id", "mine"));
    }

    [Fact]
    public async Task A_callers_request_id_passes_through_and_comes_back()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(EchoAsync("x-request-id"));

        Assert.Equal(("req-7", "req-7"), await SendAsync(gateway, "GET", "/predict", "x-request-id", "req-7"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("has spaces")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_request_id_that_is_missing_or_unfit_is_made(string? given)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(EchoAsync("x-request-id"));

        var (seen, answered) = await SendAsync(gateway, "GET", "/predict", "x-request-id", given);

        Assert.True(Guid.TryParse(answered, out _), answered);
        Assert.Equal(seen, answered);
    }

    [Fact]
    public async Task One_trace_runs_through_and_the_caller_learns_its_id()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var gateway = await GatewayUnderTest.StartAsync(EchoAsync("traceparent"));

        var (upstream, _) = await SendAsync(gateway, "GET", "/predict", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var response = await gateway.Client.SendAsync(Request("GET", "/predict", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), Cancellation);

        Assert.Matches("^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$", upstream);
        Assert.DoesNotContain("b7ad6b7169203331", upstream, StringComparison.Ordinal);
        Assert.Matches("^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$", Assert.Single(response.Headers.GetValues("traceresponse")));
    }

    [Fact]
    public async Task The_gateways_ids_stand_even_when_inference_answers_with_others()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(context =>
        {
            context.Response.Headers["x-prediction-id"] = "another";
            context.Response.Headers["x-request-id"] = "another";
            return Task.CompletedTask;
        });

        using var response = await gateway.Client.SendAsync(Request("GET", "/predict", "x-request-id", "req-7"), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["req-7"], response.Headers.GetValues("x-request-id"));
        Assert.NotEqual("another", Assert.Single(response.Headers.GetValues("x-prediction-id")));
    }

    private static RequestDelegate EchoAsync(string header) => context => context.Response.WriteAsync(context.Request.Headers[header].ToString());

    private static HttpRequestMessage Request(string method, string path, string header, string? value)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (value is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    private static async Task<(string Seen, string? Answered)> SendAsync(GatewayUnderTest gateway, string method, string path, string header, string? value)
    {
        using var request = Request(method, path, header, value);
        using var response = await gateway.Client.SendAsync(request, Cancellation);
        var answered = response.Headers.TryGetValues(header, out var values) ? values.Single() : null;
        return (await response.Content.ReadAsStringAsync(Cancellation), answered);
    }
}
