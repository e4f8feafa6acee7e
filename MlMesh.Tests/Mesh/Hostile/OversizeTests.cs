using System.Net;
using System.Net.Sockets;
using System.Text;
using MlMesh.Mesh.Sidecar.Listening;
using MlMesh.Mesh.Traffic.Http;
using Xunit;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>More than anybody needs is refused before it costs anything.</summary>
public sealed class OversizeTests
{
    private const string Post = "POST /predict HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";

    private const string Modest = "GET /predict HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_header_beyond_the_limit_is_refused_at_the_public_port() => await AssertRefusedAsync(431, $"{Post}x-big: {new string('a', 64 * 1024)}\r\n\r\n");

    [Fact]
    public async Task A_thousand_headers_are_refused_at_the_public_port() =>
        await AssertRefusedAsync(431, $"{Post}{string.Concat(Enumerable.Range(0, 1000).Select(i => $"x-{i}: 1\r\n"))}\r\n");

    [Fact]
    public async Task A_request_line_beyond_the_limit_is_refused_at_the_public_port() => await AssertRefusedAsync(414, $"GET /predict?{new string('a', 64 * 1024)} HTTP/1.1\r\nHost: x\r\n\r\n");

    [Theory]
    [InlineData("Content-Length: 1099511627776")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_body_beyond_the_limit_is_refused_at_the_public_port(string framing)
    {
        var body = framing.StartsWith('T') ? $"20000\r\n{new string('a', 0x20000)}\r\n0\r\n\r\n" : new string('a', 1024);

        await AssertRefusedAsync(413, $"{Post}{framing}\r\n\r\n{body}", "--Gateway:MaxRequestBodyBytes=65536");
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nx-big: ", 431)]
    [InlineData("POST /", 431)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;", null)]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nx-trailer: ", null)]
    public async Task The_engines_server_keeps_no_endless_line(string start, int? status)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = Task.Run(async () => await HttpServerConnection.ServeAsync((await listener.AcceptTcpClientAsync(Cancelled)).GetStream(), new BodyReader(), Cancelled), Cancelled);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port, Cancelled);

        var stream = client.GetStream();

        var sent = await SendUntilRefusedAsync(stream, start);
        var answer = await ReadAsync(stream);
        await served;

        // What both sockets' buffers take in comes on top of the limits of 60 and 4 KiB.
        Assert.InRange(sent, 1, 64 * 1024 * 1024);
        Assert.True(answer.Length == 0 || RawExchange.Status(answer) == status, answer);
    }

    private static async Task AssertRefusedAsync(int status, string request, params string[] settings)
    {
        await using var world = await HostileWorld.StartAsync(settings: settings);

        var answer = await RawExchange.SendAsync(world.Address, request, Cancelled);

        Assert.True(RawExchange.Status(answer) is null || RawExchange.Status(answer) == status, answer);
        Assert.DoesNotContain(world.Received, received => received.Body.Length > 65536);
        // A server that fell over would have refused too.
        Assert.Equal(200, RawExchange.Status(await RawExchange.SendAsync(world.Address, Modest, Cancelled)));
    }

    // A server that gives up resets the connection, since it has not read everything.
    private static async Task<long> SendUntilRefusedAsync(NetworkStream stream, string start)
    {
        var endless = Encoding.ASCII.GetBytes(new string('a', 64 * 1024));
        long sent = 0;
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), Cancelled);
            for (; sent <= 64 * 1024 * 1024; sent += endless.Length)
                await stream.WriteAsync(endless, Cancelled);
        }
        catch (IOException)
        {
            // Refused.
        }

        return sent;
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, Cancelled);
        }
        catch (IOException)
        {
            // Reset.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    private sealed class BodyReader : IHttpHandler
    {
        public async ValueTask<MeshResponse?> HandleAsync(MeshRequest request, CancellationToken cancellationToken)
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            return new MeshResponse { Status = 200 };
        }
    }
}
