using System.Net;
using System.Text.Json;
using Xunit;

namespace MlMesh.Tests.Inference.OpenInference;

public sealed class MetadataTests(TestModelServer server) : IClassFixture<TestModelServer>
{
    [Fact]
    public async Task The_server_tells_its_name_version_and_extensions()
    {
        var answer = await server.Client.GetJsonAsync("/v2");

        Assert.Equal("mlmesh-inference", answer.GetProperty("name").GetString());
        Assert.NotEmpty(answer.GetProperty("version").GetString()!);
        Assert.Equal(JsonValueKind.Array, answer.GetProperty("extensions").ValueKind);
    }

    [Fact]
    public async Task The_server_is_live_and_ready()
    {
        Assert.True((await server.Client.GetJsonAsync("/v2/health/live")).GetProperty("live").GetBoolean());
        var ready = await server.Client.GetJsonAsync("/v2/health/ready");
        Assert.True(ready.GetProperty("ready").GetBoolean());
        Assert.True(ready.GetProperty("live").GetBoolean());
    }

    [Theory]
    [InlineData("/v2/models/arithmetic")]
    [InlineData("/v2/models/arithmetic/versions/1")]
    public async Task A_model_tells_what_it_takes_and_gives(string path)
    {
        var answer = await server.Client.GetJsonAsync(path);

        Assert.Equal(
            """{"name":"arithmetic","versions":["2","1"],"platform":"onnxruntime_onnx","inputs":[{"name":"a","datatype":"FP32","shape":[-1,2]},{"name":"b","datatype":"FP32","shape":[-1,2]}],"outputs":[{"name":"sum","datatype":"FP32","shape":[-1,2]},{"name":"product","datatype":"FP32","shape":[-1,2]}]}""",
            answer.GetRawText());
    }

    [Theory]
    [InlineData("/v2/models/arithmetic/ready")]
    [InlineData("/v2/models/arithmetic/versions/2/ready")]
    public async Task A_loaded_model_is_ready(string path) =>
        Assert.Equal("""{"name":"arithmetic","ready":true}""", (await server.Client.GetJsonAsync(path)).GetRawText());

    [Theory]
    [InlineData("/v2/models/nothing", "there is no model 'nothing'")]
    [InlineData("/v2/models/nothing/ready", "there is no model 'nothing'")]
    [InlineData("/v2/models/arithmetic/versions/3", "it has 2, 1")]
    [InlineData("/v2/models/arithmetic/versions/3/ready", "it has 2, 1")]
    [InlineData("/v2/somewhere", "Not Found")]
    public async Task What_is_not_there_is_404_with_the_reason(string path, string reason)
    {
        using var response = await server.Client.GetAsync(path);

        Assert.Contains(reason, (await response.ReadJsonAsync(HttpStatusCode.NotFound)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_method_is_405_with_the_reason()
    {
        using var response = await server.Client.GetAsync("/v2/models/arithmetic/infer");

        Assert.Contains("Method Not Allowed", (await response.ReadJsonAsync(HttpStatusCode.MethodNotAllowed)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}
