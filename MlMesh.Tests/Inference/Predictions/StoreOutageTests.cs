using System.Collections.Concurrent;
using System.Net;
using MlMesh.Tests.Inference.Store;
using Xunit;

namespace MlMesh.Tests.Inference.Predictions;

public sealed class StoreOutageTests
{
    private const string Query = "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30";

    [Fact]
    public async Task Predictions_go_on_while_the_store_is_killed_and_restarted_under_load()
    {
        await using var garnet = new GarnetServer();
        await garnet.InitializeAsync();
        await ServingFixture.LoadFeaturesAsync(garnet.ConnectionString);
        await using var v1 = await InferenceServer.StartAsync(garnet.ConnectionString, "MODEL_VERSION=v1");
        await using var v2 = await InferenceServer.StartAsync(garnet.ConnectionString, "MODEL_VERSION=v2");
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        using var enough = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(i => LoadAsync(i % 2 == 0 ? v1 : v2, statuses, enough.Token)).ToArray();
        await Eventually.HoldsAsync(async () => !await IsDegradedAsync(v1) && !await IsDegradedAsync(v2));

        await garnet.KillAsync();
        await Eventually.HoldsAsync(async () => await IsDegradedAsync(v1) && await IsDegradedAsync(v2));
        await Eventually.HoldsAsync(async () => await StoreHealthAsync(v1) == "degraded");
        using (var ready = await v1.Client.GetAsync("/health/ready"))
            Assert.Contains("cannot be reached", (await ready.ReadJsonAsync(HttpStatusCode.OK)).GetRawText(), StringComparison.Ordinal);
        using (var outcome = await v1.Client.PostJsonAsync("/outcomes", """{"predictionId":"lost","delayMinutes":1}"""))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, outcome.StatusCode);
            Assert.NotNull(outcome.Headers.RetryAfter?.Delta);
        }

        await garnet.StartAsync();
        await Eventually.HoldsAsync(async () => !await IsDegradedAsync(v1) && !await IsDegradedAsync(v2));
        await Eventually.HoldsAsync(async () => await StoreHealthAsync(v1) == "healthy");
        await Eventually.HoldsAsync(() => PredictAndReportAsync(v2, v1));

        await enough.CancelAsync();
        await Task.WhenAll(load);
        Assert.Equal([HttpStatusCode.OK], statuses.Keys);
        Assert.True(statuses[HttpStatusCode.OK] > 100);
    }

    [Fact]
    public async Task A_server_starts_and_answers_from_defaults_without_a_store()
    {
        await using var server = await InferenceServer.StartAsync(InferenceServer.NoStore, "MODEL_VERSION=v2");

        var answer = await server.Client.GetJsonAsync(Query);

        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("degradedReason").GetString()!);
        Assert.Contains("route:late_rate", answer.GetProperty("defaultedFeatures").EnumerateArray().Select(feature => feature.GetString()));
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task A_model_that_cannot_do_without_a_feature_is_unavailable_and_says_when_to_retry()
    {
        using var model = TemporaryModel.Of("v1", card =>
        {
            var needed = card["features"]!.AsArray().Single(feature => (string)feature!["name"]! == "airport:origin_late_rate")!.AsObject();
            needed.Remove("default");
        });
        await using var server = await InferenceServer.StartAsync(InferenceServer.NoStore, $"Model:Path={model.Path}", "Predictions:RetryAfter=00:00:07");

        using var response = await server.Client.GetAsync(Query);

        Assert.Contains("airport:origin_late_rate", (await response.ReadJsonAsync(HttpStatusCode.ServiceUnavailable)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        Assert.Equal(["v1"], response.Headers.GetValues("x-model-version"));
    }

    private static async Task LoadAsync(InferenceServer server, ConcurrentDictionary<HttpStatusCode, int> statuses, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            using var response = await server.Client.PostJsonAsync("/predict", ServingFixture.Samples.Flight);
            statuses.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
        }
    }

    private static async Task<bool> IsDegradedAsync(InferenceServer server) => (await server.Client.GetJsonAsync(Query)).TryGetProperty("degraded", out _);

    private static async Task<string> StoreHealthAsync(InferenceServer server) =>
        (await server.Client.GetJsonAsync("/health/ready")).GetProperty("checks").GetProperty("feature-store").GetProperty("status").GetString()!;

    // Until the records of new predictions reach the store again, their outcomes are unknown.
    private static async Task<bool> PredictAndReportAsync(InferenceServer predictor, InferenceServer reporter)
    {
        using var predicted = await predictor.Client.PostJsonAsync("/predict", ServingFixture.Samples.Flight);
        var id = (await predicted.ReadJsonAsync(HttpStatusCode.OK)).GetProperty("predictionId").GetString();
        using var reported = await reporter.Client.PostJsonAsync("/outcomes", $$"""{"predictionId":"{{id}}","delayMinutes":1}""");
        return reported.StatusCode == HttpStatusCode.Accepted;
    }
}
