using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace MlMesh.Tests.Gateway.Forwarding;

public class ForwardedRequestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30")]
    [InlineData("POST", "/predict")]
    [InlineData("POST", "/outcomes")]
    [InlineData("GET", "/v2")]
    [InlineData("GET", "/v2/health/ready")]
    [InlineData("POST", "/v2/models/flight-delay/versions/v1/infer")]
    public async Task The_public_api_reaches_inference_with_method_path_and_query(string method, string target)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(EchoTargetAsync);

        using var response = await gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), target), Cancellation);

        Assert.Equal($"{method} {target}", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("/v2/models/a%2Fb/ready?x=%2F&y=a+b%20c")]
    [InlineData("/v2/models/%E2%9C%93;v=1,2/ready")]
    [InlineData("/predict?origin=O%52D&q=%25")]
    public async Task Path_and_query_arrive_byte_for_byte(string target)
    {
        await using var gateway = await GatewayUnderTest.StartAsync(EchoTargetAsync);
        var asWritten = new Uri(gateway.Address + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        Assert.Equal("GET " + target, await gateway.Client.GetStringAsync(asWritten, Cancellation));
    }

    [Theory]
    [InlineData("/v2/../metrics", HttpStatusCode.NotFound)]
    [InlineData("/v2/%2e%2e/metrics", HttpStatusCode.NotFound)]
    [InlineData("/metrics/../v2/health/live", HttpStatusCode.OK)]
    public async Task A_path_with_dot_segments_is_routed_and_forwarded_resolved(string target, HttpStatusCode expected)
    {
        var seen = new ConcurrentQueue<string>();
        await using var gateway = await GatewayUnderTest.StartAsync(context =>
        {
            seen.Enqueue(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
            return Task.CompletedTask;
        });
        var asWritten = new Uri(gateway.Address + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        using var response = await gateway.Client.GetAsync(asWritten, Cancellation);

        Assert.NotEqual(expected == HttpStatusCode.OK, seen.IsEmpty);
        Assert.All(seen, path => Assert.Equal("/v2/health/live", path));
    }

    [Fact]
    public async Task Bodies_and_end_to_end_headers_pass_both_ways()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(async context =>
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            context.Response.Headers["x-model-version"] = "v2";
            context.Response.Headers.Append("Set-Cookie", "mlmesh-variant=v2-r1; Path=/");
            context.Response.ContentType = context.Request.ContentType;
            await context.Response.WriteAsync($"{context.Request.Headers["x-user-id"]}:{await new StreamReader(context.Request.Body).ReadToEndAsync()}");
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/outcomes") { Content = new StringContent("déjà vu", Encoding.UTF8, "text/plain") };
        request.Headers.Add("x-user-id", "u17");

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("u17:déjà vu", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(["v2"], response.Headers.GetValues("x-model-version"));
        Assert.Equal(["mlmesh-variant=v2-r1; Path=/"], response.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task The_upstream_is_addressed_by_its_own_host()
    {
        await using var fake = await FakeInference.StartAsync(context => context.Response.WriteAsync(context.Request.Host.Value!));
        await using var gateway = await GatewayUnderTest.StartBeforeAsync(fake.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/predict");
        request.Headers.Host = "flights.example";

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        Assert.Equal(new Uri(fake.Address).Authority, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Hop_by_hop_headers_end_at_the_gateway_in_both_directions()
    {
        var seen = new HeaderDictionary();
        await using var gateway = await GatewayUnderTest.StartAsync(context =>
        {
            seen = new HeaderDictionary(context.Request.Headers.ToDictionary());
            context.Response.Headers.Connection = "x-upstream-only";
            context.Response.Headers["x-upstream-only"] = "1";
            context.Response.Headers["Keep-Alive"] = "timeout=5";
            context.Response.Headers["Proxy-Authenticate"] = "Basic";
            return Task.CompletedTask;
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/predict");
        request.Headers.Connection.Add("x-client-only");
        request.Headers.Add("x-client-only", "1");
        request.Headers.Add("Keep-Alive", "timeout=5");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("gzip"));
        request.Headers.Add("Proxy-Authorization", "Basic eA==");
        request.Headers.Add("x-kept", "1");

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        Assert.Equal("1", seen["x-kept"]);
        Assert.All(["x-client-only", "Keep-Alive", "TE", "Connection", "Proxy-Authorization"], name => Assert.DoesNotContain(name, seen.Keys, StringComparer.OrdinalIgnoreCase));
        Assert.All(["x-upstream-only", "Keep-Alive", "Connection", "Proxy-Authenticate"], name => Assert.False(response.Headers.Contains(name), name));
    }

    [Fact]
    public async Task Redirects_and_compressed_bodies_pass_untouched()
    {
        byte[] body = [0x1f, 0x8b, 8, 0];
        await using var gateway = await GatewayUnderTest.StartAsync(async context =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = "/elsewhere";
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(body);
        });

        using var response = await gateway.Client.GetAsync("/v2", Cancellation);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal("/elsewhere", response.Headers.Location!.ToString());
        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static Task EchoTargetAsync(HttpContext context) =>
        context.Response.WriteAsync($"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
}
