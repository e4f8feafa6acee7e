using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace MlMesh.Tests.Gateway.Forwarding;

public class FailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/predict")]
    [InlineData("/v2/models/flight-delay")]
    public async Task An_unreachable_inference_service_is_503_with_retry_after(string path)
    {
        await using var gateway = await GatewayUnderTest.StartBeforeAsync(AddressThatRefuses());

        using var response = await gateway.Client.GetAsync(path, Cancellation);

        await AssertErrorAsync(response, HttpStatusCode.ServiceUnavailable, path);
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        Assert.True(response.Headers.Contains("x-request-id"));
    }

    [Theory]
    [InlineData("/predict")]
    [InlineData("/v2/models/flight-delay")]
    public async Task An_inference_service_that_hangs_is_504(string path)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(HangAsync, "--Gateway:ActivityTimeout=00:00:00.2");

        using var response = await gateway.Client.GetAsync(path, Cancellation);

        await AssertErrorAsync(response, HttpStatusCode.GatewayTimeout, path);
    }

    [Fact]
    public async Task An_inference_service_that_accepts_no_connection_is_503_after_the_connect_timeout()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems refuse a connection when the queue is full.");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(backlog: 0);
        var crowd = await FillAsync(listener);
        await using var gateway = await GatewayUnderTest.StartBeforeAsync($"http://{listener.LocalEndPoint}", "--Gateway:ConnectTimeout=00:00:00.2");

        using var response = await gateway.Client.GetAsync("/predict", Cancellation);

        await AssertErrorAsync(response, HttpStatusCode.ServiceUnavailable, "/predict");
        crowd.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_connection_that_inference_resets_is_503()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        using var response = await gateway.Client.GetAsync("/predict", Cancellation);

        await AssertErrorAsync(response, HttpStatusCode.ServiceUnavailable, "/predict");
    }

    [Theory]
    [InlineData("/predict", true)]
    [InlineData("/predict", false)]
    [InlineData("/v2/models/flight-delay/infer", true)]
    [InlineData("/v2/models/flight-delay/infer", false)]
    public async Task A_body_over_the_limit_is_413_with_and_without_a_declared_length(string path, bool declared)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ReadAllAsync, "--Gateway:MaxRequestBodyBytes=1000");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[1001]) };
        request.Headers.TransferEncodingChunked = !declared;

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        await AssertErrorAsync(response, HttpStatusCode.RequestEntityTooLarge, path);
    }

    [Fact]
    public async Task A_body_at_the_limit_passes()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ReadAllAsync, "--Gateway:MaxRequestBodyBytes=1000");

        using var response = await gateway.Client.PostAsync("/predict", new ByteArrayContent(new byte[1000]), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/predict/more", HttpStatusCode.NotFound)]
    [InlineData("GET", "/openapi/v1.json/..%2f..%2fetc/passwd", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/predict", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/outcomes", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_not_served_is_said_in_problem_details(string method, string path, HttpStatusCode expected)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(ReadAllAsync);

        using var response = await gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);

        await AssertErrorAsync(response, expected, path);
    }

    [Fact]
    public async Task An_error_without_a_body_from_inference_stays_as_it_is()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        using var response = await gateway.Client.GetAsync("/v2/models/unknown", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode expected, string path)
    {
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(expected, response.StatusCode);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(body);
        if (path.StartsWith("/v2", StringComparison.Ordinal))
        {
            Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
            Assert.NotEmpty(json.RootElement.GetProperty("error").GetString()!);
            return;
        }
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((int)expected, json.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(json.RootElement.GetProperty("detail").GetString()!);
    }

    private static string AddressThatRefuses()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }

    /// <summary>Fills the queue of a listener that accepts nobody, until a connection is neither taken nor refused.</summary>
    private static async Task<List<Socket>> FillAsync(Socket listener)
    {
        var sockets = new List<Socket>();
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            try
            {
                await socket.ConnectAsync(listener.LocalEndPoint!, patience.Token);
            }
            catch (OperationCanceledException)
            {
                return sockets;
            }
        }
    }

    private static Task HangAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    private static Task ReadAllAsync(HttpContext context) => context.Request.Body.CopyToAsync(Stream.Null);
}
