using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace MlMesh.Tests.Gateway.Console;

public class PredictionFeedTests
{
    private const string Flight = "/predict?origin=ORD&destination=SFO&scheduled=2001-06-04T17:30";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakePredictions _predictions = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_prediction_is_told_with_flight_answer_and_trace(string method)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var feed = await FeedReader.OpenAsync(gateway.Client, Cancellation);

        using var response = method == "GET"
            ? await gateway.Client.GetAsync(Flight, Cancellation)
            : await gateway.Client.PostAsJsonAsync("/predict", new { origin = "ORD", destination = "SFO", scheduled = "2001-06-04T17:30" }, Cancellation);
        var told = Assert.Single(await feed.NextPredictionsAsync(1).WaitAsync(Patience, Cancellation));

        Assert.Equal(response.Headers.GetValues("x-prediction-id").Single(), told.GetProperty("predictionId").GetString());
        Assert.Equal(response.Headers.GetValues("traceresponse").Single().Split('-')[1], told.GetProperty("traceId").GetString());
        Assert.Equal("ORD", told.GetProperty("origin").GetString());
        Assert.Equal("SFO", told.GetProperty("destination").GetString());
        Assert.Equal("2001-06-04T17:30", told.GetProperty("scheduled").GetString());
        Assert.Equal("v2", told.GetProperty("modelVersion").GetString());
        Assert.Equal(0.625, told.GetProperty("probability").GetDouble());
        Assert.True(told.GetProperty("late").GetBoolean());
    }

    [Fact]
    public async Task Who_comes_later_sees_the_latest_and_the_total_of_all()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync, "--Gateway:Console:RecentPredictions=3");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var response = await gateway.Client.GetAsync(Flight, Cancellation);
            ids.Add(response.Headers.GetValues("x-prediction-id").Single());
        }
        await using var feed = await FeedReader.OpenAsync(gateway.Client, Cancellation);

        JsonElement? batch;
        do
            batch = await feed.NextAsync().WaitAsync(Patience, Cancellation);
        while (batch?.GetProperty("total").GetInt32() < 5);

        Assert.Equal(ids[^1], batch!.Value.GetProperty("predictions").EnumerateArray().Last().GetProperty("predictionId").GetString());
        Assert.InRange(batch.Value.GetProperty("predictions").GetArrayLength(), 1, 3);
    }

    [Fact]
    public async Task Failed_long_or_strange_answers_are_not_told_and_pass_untouched()
    {
        var long1 = new string('x', 20_000);
        await using var gateway = await GatewayUnderTest.StartAsync(context => context.Request.Query["kind"].ToString() switch
        {
            "failed" => Fail(context),
            "long" => context.Response.WriteAsync(long1),
            "strange" => context.Response.WriteAsync("not JSON"),
            _ => _predictions.AnswerAsync(context),
        });
        await using var feed = await FeedReader.OpenAsync(gateway.Client, Cancellation);

        using var failed = await gateway.Client.GetAsync("/predict?kind=failed", Cancellation);
        var lengthy = await gateway.Client.GetStringAsync("/predict?kind=long", Cancellation);
        var strange = await gateway.Client.GetStringAsync("/predict?kind=strange", Cancellation);
        using var good = await gateway.Client.GetAsync(Flight, Cancellation);
        var told = Assert.Single(await feed.NextPredictionsAsync(1).WaitAsync(Patience, Cancellation));

        Assert.Equal(HttpStatusCode.BadRequest, failed.StatusCode);
        Assert.Equal(long1, lengthy);
        Assert.Equal("not JSON", strange);
        Assert.Equal(good.Headers.GetValues("x-prediction-id").Single(), told.GetProperty("predictionId").GetString());
    }

    [Fact]
    public async Task No_more_may_watch_than_the_setting_allows_and_a_place_gets_free_again()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync, "--Gateway:Console:MaxWatchers=1");
        await using (await FeedReader.OpenAsync(gateway.Client, Cancellation))
        {
            using var refused = await gateway.Client.GetAsync("/console/predictions", Cancellation);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        HttpStatusCode status;
        do
        {
            using var response = await gateway.Client.GetAsync("/console/predictions", HttpCompletionOption.ResponseHeadersRead, Cancellation);
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.ServiceUnavailable && !Cancellation.IsCancellationRequested);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task The_feed_ends_when_the_gateway_stops()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync);
        await using var feed = await FeedReader.OpenAsync(gateway.Client, Cancellation);
        await feed.NextAsync();

        gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Null(await feed.NextAsync().WaitAsync(Patience, Cancellation));
    }

    [Fact]
    public async Task With_nothing_kept_there_is_no_feed_and_the_page_is_told_so()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(_predictions.AnswerAsync, "--Gateway:Console:RecentPredictions=0");

        using var prediction = await gateway.Client.GetAsync(Flight, Cancellation);
        using var feed = await gateway.Client.GetAsync("/console/predictions", Cancellation);
        var settings = await gateway.Client.GetFromJsonAsync<JsonElement>("/console/settings", Cancellation);

        Assert.Equal(HttpStatusCode.OK, prediction.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, feed.StatusCode);
        Assert.False(settings.GetProperty("feed").GetBoolean());
    }

    private static Task Fail(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
