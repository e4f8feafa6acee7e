using System.Net;
using System.Text.Json;
using Xunit;

namespace MlMesh.Tests.Inference.OpenInference;

public sealed class InferTests(TestModelServer server) : IClassFixture<TestModelServer>
{
    private const string TwoByTwo = """{"name":"a","shape":[2,2],"datatype":"FP32","data":[1,2,3,4]},{"name":"b","shape":[2,2],"datatype":"FP32","data":[10,20,30,40]}""";

    [Theory]
    [InlineData("FP32", "[0,-1.5,3.4028235E+38,1E-45]")]
    [InlineData("FP64", "[0,-1.5,1.7976931348623157E+308,0.1]")]
    [InlineData("FP16", "[0,-1.5,65504,0.25]")]
    [InlineData("INT8", "[0,-128,127,1]")]
    [InlineData("INT16", "[0,-32768,32767,1]")]
    [InlineData("INT32", "[0,-2147483648,2147483647,1]")]
    [InlineData("INT64", "[0,-9223372036854775808,9223372036854775807,1]")]
    [InlineData("UINT8", "[0,255,1,2]")]
    [InlineData("UINT16", "[0,65535,1,2]")]
    [InlineData("UINT32", "[0,4294967295,1,2]")]
    [InlineData("UINT64", "[0,18446744073709551615,1,2]")]
    [InlineData("BOOL", "[true,false,false,true]")]
    [InlineData("BYTES", """["","späße","\u0000","a long text with \"quotes\" in it"]""")]
    [InlineData("FP32", """["NaN","Infinity","-Infinity",1]""")]
    [InlineData("FP64", """["NaN","Infinity","-Infinity",1]""")]
    public async Task Every_type_comes_back_as_it_went_in(string datatype, string data)
    {
        var answer = await InferAsync($"echo-{datatype.ToLowerInvariant()}", $$"""{"inputs":[{"name":"x","shape":[2,2],"datatype":"{{datatype}}","data":{{data}}}]}""");

        var output = answer.GetProperty("outputs")[0];
        Assert.Equal("y", output.GetProperty("name").GetString());
        Assert.Equal(datatype, output.GetProperty("datatype").GetString());
        Assert.Equal("[2,2]", output.GetProperty("shape").GetRawText());
        using var expected = JsonDocument.Parse(data);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, output.GetProperty("data")), output.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("[1,2,3,4]")]
    [InlineData("[[1,2],[3,4]]")]
    public async Task Data_may_be_flat_or_nested_as_the_shape_says(string data)
    {
        var answer = await InferAsync("echo-int32", $$"""{"inputs":[{"name":"x","shape":[2,2],"datatype":"INT32","data":{{data}}}]}""");

        Assert.Equal("[1,2,3,4]", answer.GetProperty("outputs")[0].GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Members_may_come_in_any_order()
    {
        var answer = await InferAsync("echo-fp32", """{"outputs":[{"name":"y"}],"parameters":{"a":[1,{"b":2}]},"inputs":[{"parameters":{},"data":[[1,2.5]],"datatype":"FP32","shape":[1,2],"name":"x"}],"id":"7"}""");

        Assert.Equal("[1,2.5]", answer.GetProperty("outputs")[0].GetProperty("data").GetRawText());
        Assert.Equal("7", answer.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("\"42\"")]
    [InlineData("\"\"")]
    [InlineData("""
        "a \"quoted\" \u00e9"
        """)]
    public async Task The_id_is_echoed(string id)
    {
        var answer = await InferAsync("arithmetic", $$"""{"id":{{id}},"inputs":[{{TwoByTwo}}]}""");

        Assert.Equal(JsonSerializer.Deserialize<string>(id), answer.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Without_an_id_there_is_none_in_the_answer() =>
        Assert.False((await InferAsync("arithmetic", $$"""{"inputs":[{{TwoByTwo}}]}""")).TryGetProperty("id", out _));

    [Fact]
    public async Task All_outputs_come_unless_some_are_asked_for()
    {
        var all = await InferAsync("arithmetic/versions/1", $$"""{"inputs":[{{TwoByTwo}}]}""");
        var one = await InferAsync("arithmetic/versions/1", $$$"""{"inputs":[{{{TwoByTwo}}}],"outputs":[{"name":"product","parameters":{}}]}""");
        var both = await InferAsync("arithmetic/versions/1", $$"""{"inputs":[{{TwoByTwo}}],"outputs":[{"name":"product"},{"name":"sum"}]}""");

        Assert.Equal(["sum=[11,22,33,44]", "product=[10,40,90,160]"], Named(all));
        Assert.Equal(["product=[10,40,90,160]"], Named(one));
        Assert.Equal(["product=[10,40,90,160]", "sum=[11,22,33,44]"], Named(both));
    }

    [Fact]
    public async Task The_newest_version_answers_unless_one_is_named()
    {
        using var newest = await server.Client.PostJsonAsync("/v2/models/arithmetic/infer", $$"""{"inputs":[{{TwoByTwo}}]}""");
        using var first = await server.Client.PostJsonAsync("/v2/models/arithmetic/versions/1/infer", $$"""{"inputs":[{{TwoByTwo}}]}""");

        Assert.Equal("2", (await newest.ReadJsonAsync()).GetProperty("model_version").GetString());
        Assert.Equal("1", (await first.ReadJsonAsync()).GetProperty("model_version").GetString());
        Assert.Equal(["2"], newest.Headers.GetValues("x-model-version"));
        Assert.Equal(["1"], first.Headers.GetValues("x-model-version"));
    }

    [Fact]
    public async Task An_empty_batch_gives_an_empty_answer()
    {
        var answer = await InferAsync("echo-fp32", """{"inputs":[{"name":"x","shape":[0,3],"datatype":"FP32","data":[]}]}""");

        Assert.Equal("[]", answer.GetProperty("outputs")[0].GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_body_in_many_pieces_is_read_whole()
    {
        var data = string.Join(',', Enumerable.Range(0, 96));
        var body = $$"""{"inputs":[{"name":"x","shape":[16,6],"datatype":"INT64","data":[{{data}}]}],"padding":"{{new string('x', 20_000)}}"}""";
        using var content = new ChunkedContent(body, 100);

        using var response = await server.Client.PostAsync("/v2/models/echo-int64/infer", content);

        Assert.Equal($"[{data}]", (await response.ReadJsonAsync(HttpStatusCode.OK)).GetProperty("outputs")[0].GetProperty("data").GetRawText());
    }

    private static string[] Named(JsonElement answer) =>
        [.. answer.GetProperty("outputs").EnumerateArray().Select(output => $"{output.GetProperty("name").GetString()}={output.GetProperty("data").GetRawText()}")];

    private async Task<JsonElement> InferAsync(string model, string body)
    {
        using var response = await server.Client.PostJsonAsync($"/v2/models/{model}/infer", body);
        return await response.ReadJsonAsync(HttpStatusCode.OK);
    }
}
