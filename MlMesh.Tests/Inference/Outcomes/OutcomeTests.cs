using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;

namespace MlMesh.Tests.Inference.Outcomes;

[Collection(ServingTests.Name)]
public sealed class OutcomeTests(ServingFixture serving)
{
    private const string Unpredicted = """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","delayMinutes":22}""";

    [Fact]
    public async Task An_outcome_is_counted_once_for_every_version_that_predicted()
    {
        await serving.PredictAsync(serving.V1, "v1", "twice");
        await serving.PredictAsync(serving.V2, "v2", "twice", ServingFixture.Samples.Flight, ("x-variant", "v1"));
        var served = await serving.ScoreAsync("v1", "served:flights");
        var late = await serving.ScoreAsync("v1", "served:late");
        var shadow = await serving.ScoreAsync("v2", "shadow:flights");
        var windows = await serving.WindowTotalAsync();

        Assert.Equal("""{"status":"counted","predictionId":"twice"}""", await ReportAsync("twice", 22, HttpStatusCode.Accepted));
        Assert.Equal("""{"status":"repeated","predictionId":"twice"}""", await ReportAsync("twice", 22, HttpStatusCode.Accepted));

        Assert.Equal(served + 1, await serving.ScoreAsync("v1", "served:flights"));
        Assert.Equal(late + 1, await serving.ScoreAsync("v1", "served:late"));
        Assert.Equal(shadow + 1, await serving.ScoreAsync("v2", "shadow:flights"));
        // One flight and one late flight in one bucket.
        Assert.Equal(windows + 2, await serving.WindowTotalAsync());
    }

    [Fact]
    public async Task Log_loss_and_squared_error_are_those_of_the_prediction()
    {
        await serving.PredictAsync(serving.V1, "v1", "scored");
        var probability = JsonDocument.Parse((string)(await serving.Store.StringGetAsync("predictions:scored:v1"))!).RootElement.GetProperty("probability").GetDouble();
        var logLoss = (double)await serving.Store.HashGetAsync("scores:v1", "served:log_loss");
        var squaredError = (double)await serving.Store.HashGetAsync("scores:v1", "served:squared_error");

        await ReportAsync("scored", 0, HttpStatusCode.Accepted);

        Assert.Equal(-Math.Log(1 - probability), (double)await serving.Store.HashGetAsync("scores:v1", "served:log_loss") - logLoss, 1e-6);
        Assert.Equal(probability * probability, (double)await serving.Store.HashGetAsync("scores:v1", "served:squared_error") - squaredError, 1e-6);
    }

    [Fact]
    public async Task Another_outcome_of_the_same_prediction_is_409_and_counts_nothing()
    {
        await serving.PredictAsync(serving.V1, "v1", "contradicted");
        await ReportAsync("contradicted", 22, HttpStatusCode.Accepted);
        var windows = await serving.WindowTotalAsync();

        Assert.Contains("Another outcome", await ReportAsync("contradicted", 23, HttpStatusCode.Conflict), StringComparison.Ordinal);

        Assert.Equal(windows, await serving.WindowTotalAsync());
    }

    [Fact]
    public async Task An_outcome_of_an_unknown_prediction_is_404() =>
        Assert.Contains("nobody-made-it", await ReportAsync("nobody-made-it", 22, HttpStatusCode.NotFound), StringComparison.Ordinal);

    [Fact]
    public async Task A_report_on_the_heels_of_its_prediction_waits_until_that_is_remembered()
    {
        await using var patient = await ServingFixture.StartAsync(serving.StoreAddress, "v1", "Outcomes:RecordPatience=00:01:00");

        var report = patient.Client.PostJsonAsync("/outcomes", """{"predictionId":"on-its-heels","delayMinutes":22}""");
        await Eventually.HoldsAsync(async () => report.IsCompleted || await ActiveRequestsAsync(patient.Client) == 2);
        await serving.PredictAsync(serving.V1, "v1", "on-its-heels");

        using var response = await report;
        Assert.Equal("counted", (await response.ReadJsonAsync(HttpStatusCode.Accepted)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_flight_that_nobody_predicted_is_counted_once_per_idempotency_key()
    {
        var windows = await serving.WindowTotalAsync();

        for (var i = 0; i < 2; i++)
        {
            using var response = await serving.V1.PostJsonAsync("/outcomes", Unpredicted, ("Idempotency-Key", "one of its own"));
            Assert.Equal(i == 0 ? """{"status":"counted"}""" : """{"status":"repeated"}""", (await response.ReadJsonAsync(HttpStatusCode.Accepted)).GetRawText());
        }
        using var other = await serving.V1.PostJsonAsync("/outcomes", Unpredicted.Replace("22", "23", StringComparison.Ordinal), ("Idempotency-Key", "one of its own"));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);

        Assert.Equal(windows + 2, await serving.WindowTotalAsync());
    }

    [Fact]
    public async Task An_idempotency_key_never_claims_a_prediction_of_the_same_name()
    {
        await serving.PredictAsync(serving.V1, "v1", "same-name");
        using var unpredicted = await serving.V1.PostJsonAsync("/outcomes", Unpredicted, ("Idempotency-Key", "same-name"));
        Assert.Equal(HttpStatusCode.Accepted, unpredicted.StatusCode);

        Assert.Contains("counted", await ReportAsync("same-name", 5, HttpStatusCode.Accepted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_report_an_outcome_at_once_it_is_counted_once()
    {
        const int Reporters = 24, Rounds = 5;
        for (var round = 0; round < Rounds; round++)
        {
            var id = $"crowd-{round}";
            await serving.PredictAsync(serving.V1, "v1", id);
            var flights = await serving.ScoreAsync("v1", "served:flights");
            var windows = await serving.WindowTotalAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, Reporters).Select(async i =>
            {
                using var response = await (i % 2 == 0 ? serving.V1 : serving.V2).PostJsonAsync("/outcomes", $$"""{"predictionId":"{{id}}","delayMinutes":40}""");
                return (await response.ReadJsonAsync(HttpStatusCode.Accepted)).GetProperty("status").GetString();
            }));

            Assert.Single(answers, status => status == "counted");
            Assert.Equal(Reporters - 1, answers.Count(status => status == "repeated"));
            Assert.Equal(flights + 1, await serving.ScoreAsync("v1", "served:flights"));
            Assert.Equal(windows + 2, await serving.WindowTotalAsync());
        }
    }

    [Fact]
    public async Task Of_contradicting_reports_at_once_one_is_counted_and_the_others_are_409()
    {
        await serving.PredictAsync(serving.V1, "v1", "dispute");
        var windows = await serving.WindowTotalAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            using var response = await (i % 2 == 0 ? serving.V1 : serving.V2).PostJsonAsync("/outcomes", $$"""{"predictionId":"dispute","delayMinutes":{{20 + i}}}""");
            return response.StatusCode;
        }));

        Assert.Single(answers, status => status == HttpStatusCode.Accepted);
        Assert.Equal(15, answers.Count(status => status == HttpStatusCode.Conflict));
        Assert.Equal(windows + 2, await serving.WindowTotalAsync());
    }

    // The scrape itself is one of them.
    private static async Task<long> ActiveRequestsAsync(HttpClient client) => (await client.GetStringAsync("/metrics")).Split('\n')
        .Where(line => line.StartsWith("http_server_active_requests{", StringComparison.Ordinal))
        .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    private async Task<string> ReportAsync(string id, int delay, HttpStatusCode expected)
    {
        using var response = await serving.V1.PostJsonAsync("/outcomes", $$"""{"predictionId":"{{id}}","delayMinutes":{{delay}}}""");
        return (await response.ReadJsonAsync(expected)).GetRawText();
    }
}
