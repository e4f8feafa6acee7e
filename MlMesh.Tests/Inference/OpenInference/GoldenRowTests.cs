using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;

namespace MlMesh.Tests.Inference.OpenInference;

[Collection(ServingTests.Name)]
public sealed class GoldenRowTests(ServingFixture serving)
{
    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    public async Task A_model_answers_as_it_did_in_training(string version)
    {
        using var golden = JsonDocument.Parse(await File.ReadAllBytesAsync(Repository.PathOf("models", "flight-delay", version, "golden.json")));
        var rows = golden.RootElement.GetProperty("rows").EnumerateArray().ToArray();
        var columns = rows[0].GetProperty("features").GetArrayLength();
        var data = string.Join(',', rows.Select(row => row.GetProperty("features").GetRawText()));
        var shape = string.Create(CultureInfo.InvariantCulture, $"[{rows.Length},{columns}]");

        using var response = await (version == "v1" ? serving.V1 : serving.V2).PostJsonAsync(
            $"/v2/models/flight-delay/versions/{version}/infer",
            $$"""{"inputs":[{"name":"features","shape":{{shape}},"datatype":"FP32","data":[{{data}}]}]}""");

        var output = (await response.ReadJsonAsync(HttpStatusCode.OK)).GetProperty("outputs")[0];
        Assert.Equal(rows.Length, output.GetProperty("data").GetArrayLength());
        Assert.True(rows.Length >= 200);
        foreach (var (row, probability) in rows.Zip(output.GetProperty("data").EnumerateArray()))
            Assert.Equal(row.GetProperty("probability").GetDouble(), probability.GetDouble(), 1e-5);
    }

    [Fact]
    public async Task A_server_serves_one_version_of_the_model_that_it_predicts_with()
    {
        using var response = await serving.V1.GetAsync("/v2/models/flight-delay/versions/v2");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
