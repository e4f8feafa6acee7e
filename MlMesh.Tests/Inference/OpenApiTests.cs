using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlMesh.Inference.Api;
using Xunit;

namespace MlMesh.Tests.Inference;

[Collection(ServingTests.Name)]
public sealed class OpenApiTests(ServingFixture serving)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    [Fact]
    public async Task The_document_describes_every_call()
    {
        var document = await serving.V1.GetJsonAsync("/openapi/v1.json");

        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var calls = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(call => $"{call.Name} {path.Name}")).Order();
        Assert.Equal(
            [
                "get /predict", "get /v2", "get /v2/health/live", "get /v2/health/ready", "get /v2/models/{model}", "get /v2/models/{model}/ready",
                "get /v2/models/{model}/versions/{version}", "get /v2/models/{model}/versions/{version}/ready", "post /outcomes", "post /predict",
                "post /v2/models/{model}/infer", "post /v2/models/{model}/versions/{version}/infer",
            ],
            calls);
    }

    [Fact]
    public async Task The_described_request_has_the_fields_that_are_read()
    {
        var document = await serving.V1.GetJsonAsync("/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas");

        Assert.Equal(["origin", "destination", "scheduled", "distance", "asOf"], Members(schemas.GetProperty(nameof(PredictionRequest))));
        Assert.Equal(["delayMinutes", "predictionId", "origin", "destination", "scheduled", "distance"], Members(schemas.GetProperty(nameof(OutcomeRequest))));
        Assert.Equal(["inputs", "id", "parameters", "outputs"], Members(schemas.GetProperty(nameof(InferRequest))));
        Assert.Equal("#/components/schemas/PredictionRequest", document.GetProperty("paths").GetProperty("/predict").GetProperty("post").GetProperty("requestBody")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
    }

    [Fact]
    public async Task The_answers_are_as_described()
    {
        using var predicted = await serving.V2.PostJsonAsync("/predict", ServingFixture.Samples.Flight, ("x-prediction-id", "described"));
        await ReadAsync<PredictionResponse>(predicted, HttpStatusCode.OK);
        await serving.PredictAsync(serving.V2, "v2", "described");
        using var reported = await serving.V2.PostJsonAsync("/outcomes", """{"predictionId":"described","delayMinutes":1}""");
        await ReadAsync<OutcomeResponse>(reported, HttpStatusCode.Accepted);
        using var inferred = await serving.V2.PostJsonAsync(
            "/v2/models/flight-delay/infer", """{"id":"1","inputs":[{"name":"features","shape":[1,12],"datatype":"FP32","data":[1,2,3,4,5,6,7,8,9,10,11,12]}]}""");
        await ReadAsync<InferResponse>(inferred, HttpStatusCode.OK);
        using var refused = await serving.V2.PostJsonAsync("/v2/models/flight-delay/infer", "{}");
        await ReadAsync<InferError>(refused, HttpStatusCode.BadRequest);
        await ReadAsync<ServerMetadata>("/v2");
        await ReadAsync<ServerLive>("/v2/health/live");
        await ReadAsync<ServerReady>("/v2/health/ready");
        await ReadAsync<ModelMetadata>("/v2/models/flight-delay");
        await ReadAsync<ModelReady>("/v2/models/flight-delay/ready");
    }

    private static IEnumerable<string> Members(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private async Task ReadAsync<T>(string path)
    {
        using var response = await serving.V2.GetAsync(path);
        await ReadAsync<T>(response, HttpStatusCode.OK);
    }

    private static async Task ReadAsync<T>(HttpResponseMessage response, HttpStatusCode expected) =>
        Assert.NotNull((await response.ReadJsonAsync(expected)).Deserialize<T>(Strict));
}
