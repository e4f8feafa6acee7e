using System.Text;
using Xunit;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>What a caller writes into a header stays one header, and the same one, wherever a route copies it.</summary>
public sealed class HeaderInjectionTests
{
    private const string Copies = HostileWorld.RoutesEverything + """

        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: model-inference, namespace: ml-services}
        spec:
          hosts: [model-inference]
          http:
          - headers:
              request: {set: {x-copied: "%REQ(x-user-id)%", x-path: "%REQ(:path)%"}}
              response: {set: {x-echo: "%REQ(x-user-id)%"}}
            route: [{destination: {host: model-inference, port: {number: 8080}}}]
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("u17")]
    [InlineData("u17%0d%0ax-user-role: admin")]
    [InlineData("u17\\r\\nx-user-role: admin")]
    [InlineData("%REQ(x-secret)%")]
    [InlineData("u17, admin; role=\"admin\"")]
    public async Task A_copied_value_arrives_as_it_was_and_brings_no_other_header(string value)
    {
        await using var world = await HostileWorld.StartAsync(Copies);

        var answer = await RawExchange.SendAsync(world.Address, Get($"x-user-id: {value}"), Cancelled);

        Assert.Equal(200, RawExchange.Status(answer));
        var received = Assert.Single(world.Received);
        Assert.Equal(value, Assert.Single(received.Headers["x-user-id"]));
        Assert.Equal(value, Assert.Single(received.Headers["x-copied"]));
        Assert.DoesNotContain("x-user-role", received.Headers.Keys);
        Assert.Contains($"x-echo: {value}\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-user-id: u17\rx-user-role: admin")]
    [InlineData("x-user-id: u17\u0000x-user-role: admin")]
    [InlineData("x-user-id: u17\r\n x-user-role: admin")]
    [InlineData("x-user-id\r\n: u17")]
    [InlineData("x-user-id\n x-user-role: admin")]
    public async Task A_line_break_within_a_header_is_refused(string header)
    {
        await using var world = await HostileWorld.StartAsync(Copies);

        var answer = await RawExchange.SendAsync(world.Address, Get(header), Cancelled);

        Assert.Equal(400, RawExchange.Status(answer));
        Assert.Empty(world.Received);
    }

    [Theory]
    [InlineData("\uff41\uff44\uff4d\uff49\uff4e")]
    [InlineData("\u0101dmin")]
    [InlineData("admin\u010d\u010a")]
    [InlineData("d\u00e9j\u00e0")]
    public async Task A_value_beyond_ASCII_does_not_turn_into_its_look_alike(string value)
    {
        await using var world = await HostileWorld.StartAsync(Copies);

        var answer = await RawExchange.SendAsync(world.Address, Get($"x-user-id: {Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value))}"), Cancelled);

        Assert.NotEqual(500, RawExchange.Status(answer));
        Assert.All(world.Received, received => Assert.Equal(value, Assert.Single(received.Headers["x-user-id"])));
        Assert.All(world.Received, received => Assert.DoesNotContain("\n", Assert.Single(received.Headers["x-copied"])!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_path_that_a_route_copies_brings_no_header()
    {
        await using var world = await HostileWorld.StartAsync(Copies);

        await RawExchange.SendAsync(world.Address, "GET /predict?x=%0d%0ax-user-role:%20admin HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", Cancelled);

        var received = Assert.Single(world.Received);
        Assert.Equal("/predict?x=%0d%0ax-user-role:%20admin", Assert.Single(received.Headers["x-path"]));
        Assert.DoesNotContain("x-user-role", received.Headers.Keys);
    }

    private static string Get(string header) => $"GET /predict HTTP/1.1\r\nHost: x\r\n{header}\r\nConnection: close\r\n\r\n";
}
