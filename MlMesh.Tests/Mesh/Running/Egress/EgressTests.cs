using System.Net;
using Xunit;

namespace MlMesh.Tests.Mesh.Running.Egress;

/// <summary>The component <c>egress</c>, carried out. A server on loopback stands for the allowed host.</summary>
public sealed class EgressTests
{
    private static readonly Uri Allowed = new($"http://{EgressWorld.Host}/data?year=2001");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_nobody_registered_gets_502_and_hears_nothing()
    {
        await using var world = await EgressWorld.StartAsync();

        using var answer = await world.ModelServer.GetAsync(new Uri("http://api.example.com/"), Cancelled);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Empty(world.Outside);
    }

    [Fact]
    public async Task The_allowed_host_played_by_a_loopback_server_is_reached_through_the_gateway()
    {
        await using var world = await EgressWorld.StartAsync();

        Assert.Equal("from outside", await world.ModelServer.GetStringAsync(Allowed, Cancelled));

        // A sidecar would not have said who the client was; a gateway does.
        var (method, path, forwardedFor) = Assert.Single(world.Outside);
        Assert.Equal(("GET", "/data", "127.0.0.1"), (method, path, forwardedFor));
    }

    [Fact]
    public async Task Without_the_gateway_there_is_no_way_to_the_allowed_host()
    {
        await using var world = await EgressWorld.StartAsync();
        await world.StopGatewayAsync();

        using var answer = await world.ModelServer.GetAsync(Allowed, Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Empty(world.Outside);
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("POST", true)]
    public async Task The_gateway_refuses_another_caller_and_another_method(string method, bool isModelServer)
    {
        await using var world = await EgressWorld.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), Allowed);

        using var answer = await (isModelServer ? world.ModelServer : world.Gateway).SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("RBAC: access denied", await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Empty(world.Outside);
    }

    [Fact]
    public async Task The_host_is_allowed_in_both_of_its_forms()
    {
        await using var world = await EgressWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Allowed);
        request.Headers.Host = $"{EgressWorld.Host}:80";

        using var answer = await world.ModelServer.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
