using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;

namespace MlMesh.Tests.Inference.Predictions;

[Collection(ServingTests.Name)]
public sealed class PredictTests(ServingFixture serving)
{
    [Fact]
    public async Task A_prediction_tells_who_answered_what_and_from_which_features()
    {
        using var response = await serving.V1.PostJsonAsync("/predict", ServingFixture.Samples.Flight, ("x-prediction-id", "told"));

        var answer = await response.ReadJsonAsync(HttpStatusCode.OK);
        Assert.Equal("told", answer.GetProperty("predictionId").GetString());
        Assert.Equal("flight-delay", answer.GetProperty("model").GetString());
        Assert.Equal("v1", answer.GetProperty("modelVersion").GetString());
        Assert.Equal(["v1"], response.Headers.GetValues("x-model-version"));
        var probability = answer.GetProperty("probability").GetDouble();
        Assert.InRange(probability, 0.0, 1.0);
        Assert.Equal(probability >= answer.GetProperty("threshold").GetDouble(), answer.GetProperty("late").GetBoolean());
        Assert.Equal(17.5, answer.GetProperty("features").GetProperty("flight:hour").GetDouble());
        Assert.Equal(733, answer.GetProperty("features").GetProperty("flight:distance").GetDouble());
        Assert.Equal("2001-06-04T17:30", answer.GetProperty("asOf").GetString());
        Assert.False(answer.TryGetProperty("degraded", out _));
    }

    [Fact]
    public async Task The_probability_is_the_models_for_those_features()
    {
        var answer = await PredictAsync(serving.V1, ServingFixture.Samples.Flight);
        var row = string.Join(',', answer.GetProperty("features").EnumerateObject().Select(feature => feature.Value.GetRawText()));
        var columns = answer.GetProperty("features").EnumerateObject().Count();

        using var response = await serving.V1.PostJsonAsync(
            "/v2/models/flight-delay/infer", $$"""{"inputs":[{"name":"features","shape":[1,{{columns}}],"datatype":"FP32","data":[{{row}}]}]}""");

        var expected = (await response.ReadJsonAsync(HttpStatusCode.OK)).GetProperty("outputs")[0].GetProperty("data")[0].GetDouble();
        Assert.Equal(expected, answer.GetProperty("probability").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task A_GET_answers_as_the_POST_does()
    {
        var post = await PredictAsync(serving.V1, ServingFixture.Samples.Flight);
        var get = await serving.V1.GetJsonAsync("/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30&distance=733");

        Assert.Equal(post.GetProperty("probability").GetDouble(), get.GetProperty("probability").GetDouble());
        Assert.True(JsonElement.DeepEquals(post.GetProperty("features"), get.GetProperty("features")));
    }

    [Fact]
    public async Task A_distance_that_is_left_out_comes_from_the_route()
    {
        var answer = await serving.V1.GetJsonAsync("/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30");

        Assert.Equal(733, answer.GetProperty("features").GetProperty("flight:distance").GetDouble());
    }

    [Fact]
    public async Task Codes_may_be_in_lower_case()
    {
        var answer = await serving.V1.GetJsonAsync("/predict?origin=ord&destination=lga&scheduled=2001-06-04T17:30");

        Assert.True(JsonElement.DeepEquals((await PredictAsync(serving.V1, ServingFixture.Samples.Flight)).GetProperty("features"), answer.GetProperty("features")));
    }

    [Fact]
    public async Task Without_an_id_a_prediction_gets_one_of_its_own()
    {
        var first = (await PredictAsync(serving.V1, ServingFixture.Samples.Flight)).GetProperty("predictionId").GetString();
        var second = (await PredictAsync(serving.V1, ServingFixture.Samples.Flight)).GetProperty("predictionId").GetString();

        Assert.NotEqual(first, second);
        Assert.Matches("^[0-9a-f]{32}$", first);
    }

    [Fact]
    public async Task A_prediction_is_remembered_for_two_days()
    {
        await serving.PredictAsync(serving.V2, "v2", "remembered");

        var record = JsonDocument.Parse((string)(await serving.Store.StringGetAsync("predictions:remembered:v2"))!).RootElement;
        var left = await serving.Store.KeyTimeToLiveAsync("predictions:remembered:v2");

        Assert.Equal("ORD", record.GetProperty("origin").GetString());
        Assert.Equal("LGA", record.GetProperty("destination").GetString());
        Assert.Equal("2001-06-04T17:30:00", record.GetProperty("scheduled").GetString());
        Assert.Equal(733, record.GetProperty("distance").GetDouble());
        Assert.Equal("served", record.GetProperty("role").GetString());
        Assert.InRange(left!.Value, TimeSpan.FromHours(47), TimeSpan.FromHours(48));
    }

    [Theory]
    [InlineData("x-variant", "v2", "served")]
    [InlineData("x-variant", "v1", "shadow")]
    [InlineData("Host", "model-inference-shadow:8080", "shadow")]
    [InlineData("Host", "model-inference:8080", "served")]
    public async Task What_was_meant_for_another_version_or_mirrored_is_shadow(string header, string value, string role)
    {
        var id = $"role-{role}-{value.Replace(':', '-')}";

        await serving.PredictAsync(serving.V2, "v2", id, ServingFixture.Samples.Flight, (header, value));

        Assert.Contains($"\"role\":\"{role}\"", (string)(await serving.Store.StringGetAsync($"predictions:{id}:v2"))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirrored_copy_never_takes_the_place_of_the_served_answer()
    {
        await serving.PredictAsync(serving.V1, "v1", "both");
        using (var mirrored = await serving.V1.PostJsonAsync("/predict", ServingFixture.Samples.Flight, ("x-prediction-id", "both"), ("Host", "model-inference-shadow")))
            Assert.Equal(HttpStatusCode.OK, mirrored.StatusCode);
        // One connection writes in order: when this is there, the mirrored copy's record has been dealt with.
        await serving.PredictAsync(serving.V1, "v1", "both-after");

        Assert.Contains("\"role\":\"served\"", (string)(await serving.Store.StringGetAsync("predictions:both:v1"))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Online_features_change_with_what_became_known_and_their_age_is_told()
    {
        const string Morning = """{"origin":"MSP","destination":"DTW","scheduled":"2001-06-09T12:00","distance":528}""";
        var before = await PredictAsync(serving.V2, Morning);
        for (var i = 0; i < 20; i++)
        {
            var hour = string.Create(CultureInfo.InvariantCulture, $"2001-06-09T0{8 + i % 2}:00");
            using var reported = await serving.V2.PostJsonAsync(
                "/outcomes",
                $$"""{"origin":"MSP","destination":"ORD","scheduled":"{{hour}}","distance":100,"delayMinutes":60}""",
                ("Idempotency-Key", $"morning-{i}"));
            Assert.Equal(HttpStatusCode.Accepted, reported.StatusCode);
        }

        var after = await PredictAsync(serving.V2, Morning);

        Assert.True(after.GetProperty("probability").GetDouble() > before.GetProperty("probability").GetDouble());
        Assert.InRange(after.GetProperty("featureAgeSeconds").GetDouble(), 0, 7200);
        Assert.False(before.TryGetProperty("featureAgeSeconds", out _));
    }

    private static async Task<JsonElement> PredictAsync(HttpClient client, string flight)
    {
        using var response = await client.PostJsonAsync("/predict", flight);
        return await response.ReadJsonAsync(HttpStatusCode.OK);
    }
}
