using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace MlMesh.Tests.Inference.Models;

public sealed class ServedModelTests
{
    private static readonly string TestModels = Repository.PathOf("MlMesh.Tests", "Inference", "Models");

    [Fact]
    public async Task Any_model_is_served_by_its_path()
    {
        var path = Path.Combine(TestModels, "arithmetic", "1", "model.onnx");
        await using var server = await InferenceServer.StartAsync(InferenceServer.NoStore, $"Model:Path={path}", "Model:Name=sums", "Model:Version=2024");

        using var response = await server.Client.PostJsonAsync(
            "/v2/models/sums/versions/2024/infer",
            """{"inputs":[{"name":"a","shape":[1,2],"datatype":"FP32","data":[1,2]},{"name":"b","shape":[1,2],"datatype":"FP32","data":[3,4]}]}""");

        Assert.Equal("[4,6]", (await response.ReadJsonAsync(HttpStatusCode.OK)).GetProperty("outputs")[0].GetProperty("data").GetRawText());
        using var predict = await server.Client.GetAsync("/predict");
        Assert.Contains("/v2", (await predict.ReadJsonAsync(HttpStatusCode.NotFound)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_a_card_needs_no_further_setting()
    {
        await using var server = await InferenceServer.StartAsync(InferenceServer.NoStore, $"Model:Path={Repository.PathOf("models", "flight-delay", "v2")}");

        Assert.Equal("v2", (await server.Client.GetJsonAsync("/v2/models/flight-delay")).GetProperty("versions")[0].GetString());
        Assert.Equal("v2", (await server.Client.GetJsonAsync("/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30")).GetProperty("modelVersion").GetString());
    }

    [Fact]
    public async Task The_newest_version_is_served_unless_one_is_asked_for()
    {
        await using var newest = await InferenceServer.StartAsync(InferenceServer.NoStore);
        await using var first = await InferenceServer.StartAsync(InferenceServer.NoStore, "MODEL_VERSION=v1");

        Assert.Equal("""["v2"]""", (await newest.Client.GetJsonAsync("/v2/models/flight-delay")).GetProperty("versions").GetRawText());
        Assert.Equal("""["v1"]""", (await first.Client.GetJsonAsync("/v2/models/flight-delay")).GetProperty("versions").GetRawText());
    }

    [Theory]
    [InlineData("Model:Path=/nowhere/at/all.onnx", "/nowhere/at/all.onnx")]
    [InlineData("Model:Root=/nowhere", "Set Model:Root")]
    [InlineData("MODEL_VERSION=v9", "MODEL_VERSION")]
    [InlineData("Model:Name=nothing", "it has flight-delay")]
    public async Task A_model_that_is_not_there_keeps_the_server_from_starting_and_is_named(string setting, string named)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => InferenceServer.StartAsync(InferenceServer.NoStore, setting));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threshold", "1.5", "threshold must be between 0 and 1")]
    [InlineData("threshold", "\"high\"", "$.threshold")]
    [InlineData("input", "\"rows\"", "input is 'rows'")]
    [InlineData("output", "\"score\"", "output is 'score'")]
    [InlineData("features", """[{"name":"flight:hour"}]""", "1 features")]
    [InlineData("features", """[{"default":1}]""", "needs a name")]
    public async Task A_card_that_does_not_fit_the_model_keeps_the_server_from_starting_and_names_the_field(string field, string value, string named)
    {
        using var model = TemporaryModel.Of("v1", card => card[field] = JsonNode.Parse(value));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => InferenceServer.StartAsync(InferenceServer.NoStore, $"Model:Path={model.Path}"));

        Assert.Contains("model-card.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feature_that_nobody_knows_keeps_the_server_from_starting_and_is_named()
    {
        using var model = TemporaryModel.Of("v1", card => card["features"]![0]!["name"] = "flight:colour");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => InferenceServer.StartAsync(InferenceServer.NoStore, $"Model:Path={model.Path}"));

        Assert.Contains("flight:colour", error.Message, StringComparison.Ordinal);
    }
}
