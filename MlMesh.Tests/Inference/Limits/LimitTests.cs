using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using Xunit;

namespace MlMesh.Tests.Inference.Limits;

public sealed class LimitTests(TestModelServer server) : IClassFixture<TestModelServer>
{
    [Fact]
    public async Task A_body_that_announces_too_much_is_413()
    {
        using var response = await server.Client.OfferAsync("/v2/models/echo-fp32/infer", new string(' ', 65_537));

        Assert.Contains("65536", (await response.ReadJsonAsync(HttpStatusCode.RequestEntityTooLarge)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_turns_out_too_large_is_413()
    {
        using var content = new ChunkedContent(new string(' ', 65_537), 8192);

        using var response = await server.Client.PostAsync("/v2/models/echo-fp32/infer", content);

        Assert.NotEmpty((await response.ReadJsonAsync(HttpStatusCode.RequestEntityTooLarge)).GetProperty("error").GetString()!);
    }

    [Theory]
    [InlineData("[17,1]", "Limits:MaxBatch")]
    [InlineData("[2,51]", "Limits:MaxTensorElements")]
    [InlineData("[16,9223372036854775807]", "Limits:MaxTensorElements")]
    public async Task Too_many_rows_or_elements_are_413_and_name_the_setting(string shape, string setting)
    {
        using var response = await server.Client.PostJsonAsync("/v2/models/echo-fp32/infer", $$"""{"inputs":[{"name":"x","shape":{{shape}},"datatype":"FP32","data":[]}]}""");

        Assert.Contains(setting, (await response.ReadJsonAsync(HttpStatusCode.RequestEntityTooLarge)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[16,1]", 16)]
    [InlineData("[2,50]", 100)]
    public async Task What_just_fits_is_answered(string shape, int elements)
    {
        var data = string.Join(',', Enumerable.Repeat(1, elements));

        using var response = await server.Client.PostJsonAsync("/v2/models/echo-fp32/infer", $$"""{"inputs":[{"name":"x","shape":{{shape}},"datatype":"FP32","data":[{{data}}]}]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_ended_and_504()
    {
        await using var hurried = await InferenceServer.StartWithTestModelsAsync("Limits:RequestTimeout=00:00:00.200");

        using var response = await hurried.Client.PostJsonAsync("/v2/models/slow/infer", """{"inputs":[{"name":"times","shape":[1],"datatype":"INT64","data":[9223372036854775807]}]}""");

        Assert.Contains("Limits:RequestTimeout", (await response.ReadJsonAsync(HttpStatusCode.GatewayTimeout)).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(["1"], response.Headers.GetValues("x-model-version"));
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_is_504()
    {
        await using var hurried = await InferenceServer.StartWithTestModelsAsync("Limits:RequestTimeout=00:00:00.200");
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(hurried.Address.Host, hurried.Address.Port);
        await client.GetStream().WriteAsync("POST /v2/models/echo-fp32/infer HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n{"u8.ToArray());

        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);

        Assert.Equal("HTTP/1.1 504 Gateway Timeout", await reader.ReadLineAsync());
    }

    [Theory]
    [InlineData("Limits:MaxBodyBytes=0")]
    [InlineData("Limits:MaxBatch=0")]
    [InlineData("Limits:MaxTensorElements=-1")]
    [InlineData("Limits:RequestTimeout=00:00:00")]
    [InlineData("Model:IntraOpThreads=0")]
    [InlineData("Predictions:MaxWritesInFlight=0")]
    [InlineData("Predictions:TimeToLive=00:00:01")]
    [InlineData("Outcomes:StoreTimeout=01:00:00")]
    public async Task A_setting_out_of_range_keeps_the_server_from_starting_and_is_named(string setting)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => InferenceServer.StartWithTestModelsAsync(setting));

        Assert.Contains(setting.Split('=')[0], error.Message, StringComparison.Ordinal);
    }
}
