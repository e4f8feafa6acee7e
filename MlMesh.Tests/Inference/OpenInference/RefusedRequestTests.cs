using System.Net;
using Xunit;

namespace MlMesh.Tests.Inference.OpenInference;

public sealed class RefusedRequestTests(TestModelServer server) : IClassFixture<TestModelServer>
{
    public static TheoryData<string, string, string> Bodies => new()
    {
        { "", "echo-fp32", "not valid JSON" },
        { "   ", "echo-fp32", "not valid JSON" },
        { "{", "echo-fp32", "not valid JSON" },
        { "[]", "echo-fp32", "must be a JSON object" },
        { "null", "echo-fp32", "must be a JSON object" },
        { "{} trailing", "echo-fp32", "not valid JSON" },
        { "{}", "echo-fp32", "input 'x' is missing" },
        { """{"inputs":5}""", "echo-fp32", "inputs must be an array" },
        { """{"inputs":[5]}""", "echo-fp32", "must be an object" },
        { """{"inputs":[]}""", "echo-fp32", "input 'x' is missing" },
        { """{"inputs":[{}]}""", "echo-fp32", "name is missing" },
        { """{"inputs":[{"name":5}]}""", "echo-fp32", "must be a string" },
        { """{"inputs":[{"name":"z"}]}""", "echo-fp32", "no input 'z'; it takes x" },
        { """{"inputs":[{"name":"\ud800"}]}""", "echo-fp32", "not valid Unicode" },
        { """{"inputs":[{"name":"x","shape":[1,1],"data":[1]}]}""", "echo-fp32", "datatype is missing" },
        { """{"inputs":[{"name":"x","datatype":"FP32","data":[1]}]}""", "echo-fp32", "shape is missing" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1]}]}""", "echo-fp32", "data is missing" },
        { """{"inputs":[{"name":"x","datatype":"FLOAT","shape":[1,1],"data":[1]}]}""", "echo-fp32", "datatype must be one of" },
        { """{"inputs":[{"name":"x","datatype":"FP64","shape":[1,1],"data":[1]}]}""", "echo-fp32", "datatype is FP64, and the model takes FP32" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":1,"data":[1]}]}""", "echo-fp32", "shape must be an array" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,-1],"data":[1]}]}""", "echo-fp32", "whole numbers from 0" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1.5],"data":[1]}]}""", "echo-fp32", "whole numbers from 0" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,"1"],"data":[1]}]}""", "echo-fp32", "whole numbers from 0" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1],"data":[1]}]}""", "echo-fp32", "1 dimensions, and the model takes 2" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data":[1]}]}""", "echo-fp32", "more than 16 dimensions" },
        { """{"inputs":[{"name":"a","datatype":"FP32","shape":[1,3],"data":[1,2,3]}]}""", "arithmetic", "shape[1] is 3, and the model takes 2" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"data":5}]}""", "echo-fp32", "data must be an array" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"data":[1]}]}""", "echo-fp32", "data has 1 elements, and shape asks for 2" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"data":[1,2,3]}]}""", "echo-fp32", "more than the 2 elements" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[2,2],"data":[[1,2,3],[4]]}]}""", "echo-fp32", "data has 3 entries at depth 2, and shape asks for 2" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[2,2],"data":[[1,2,3,4]]}]}""", "echo-fp32", "and shape asks for" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[2,2],"data":[[1,2],3,4]}]}""", "echo-fp32", "mixes elements and arrays" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[2,2],"data":[1,2,[3,4]]}]}""", "echo-fp32", "nested deeper" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[2,2],"data":[[[1,2],[3,4]]]}]}""", "echo-fp32", "nested deeper" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":["one"]}]}""", "echo-fp32", "data[0] is not a value of FP32" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":[null]}]}""", "echo-fp32", "data[0] is not a value of FP32" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":[{}]}]}""", "echo-fp32", "data[0] is not a value of FP32" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":[1e39]}]}""", "echo-fp32", "data[0] is not a value of FP32" },
        { """{"inputs":[{"name":"x","datatype":"INT32","shape":[1,1],"data":[1.5]}]}""", "echo-int32", "data[0] is not a value of INT32" },
        { """{"inputs":[{"name":"x","datatype":"INT8","shape":[1,2],"data":[1,128]}]}""", "echo-int8", "data[1] is not a value of INT8" },
        { """{"inputs":[{"name":"x","datatype":"UINT8","shape":[1,1],"data":[-1]}]}""", "echo-uint8", "data[0] is not a value of UINT8" },
        { """{"inputs":[{"name":"x","datatype":"BOOL","shape":[1,1],"data":[1]}]}""", "echo-bool", "data[0] is not a value of BOOL" },
        { """{"inputs":[{"name":"x","datatype":"BYTES","shape":[1,1],"data":[1]}]}""", "echo-bytes", "data[0] is not a string" },
        { """{"inputs":[{"name":"x","datatype":"BYTES","shape":[1,1],"data":["\ud800"]}]}""", "echo-bytes", "not valid Unicode" },
        { """{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":[1]},{"name":"x","datatype":"FP32","shape":[1,1],"data":[1]}]}""", "echo-fp32", "given twice" },
        { """{"id":5,"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":[1]}]}""", "echo-fp32", "id must be a string" },
        { """{"outputs":5}""", "echo-fp32", "outputs must be an array" },
        { """{"outputs":[5]}""", "echo-fp32", "must be an object" },
        { """{"outputs":[{}]}""", "echo-fp32", "name is missing from an entry of outputs" },
        { """{"outputs":[{"name":5}]}""", "echo-fp32", "must be a string" },
        { """{"outputs":[{"name":"z"}]}""", "echo-fp32", "no output 'z'; it has y" },
        { """{"outputs":[{"name":"y"},{"name":"y"}]}""", "echo-fp32", "asked for twice" },
        { """{"inputs":[{"name":"index","datatype":"INT64","shape":[1],"data":[99]}]}""", "lookup", "indices element out of data bounds" },
        { """{"inputs":[{"name":"a","datatype":"FP32","shape":[2,2],"data":[1,2,3,4]},{"name":"b","datatype":"FP32","shape":[3,2],"data":[1,2,3,4,5,6]}]}""", "arithmetic", "Non-zero status code" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task What_the_model_cannot_take_is_400_with_the_reason(string body, string model, string reason)
    {
        using var response = await server.Client.PostJsonAsync($"/v2/models/{model}/infer", body);

        Assert.Contains(reason, (await response.ReadJsonAsync(HttpStatusCode.BadRequest)).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(response.Headers.Contains("x-model-version"));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        using var content = new ByteArrayContent([.. """{"id":"""u8, (byte)'"', 0xff, (byte)'"', (byte)'}']);

        using var response = await server.Client.PostAsync("/v2/models/echo-fp32/infer", content);

        Assert.Contains("not UTF-8", (await response.ReadJsonAsync(HttpStatusCode.BadRequest)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Depth_without_end_is_refused()
    {
        var body = $$"""{"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":{{new string('[', 1000)}}""";

        using var response = await server.Client.PostJsonAsync("/v2/models/echo-fp32/infer", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_binary_extension_is_refused_by_name()
    {
        using var response = await server.Client.PostJsonAsync("/v2/models/echo-fp32/infer", "{}", ("Inference-Header-Content-Length", "2"));

        Assert.Contains("binary tensor extension", (await response.ReadJsonAsync(HttpStatusCode.BadRequest)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}
