using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace MlMesh.Tests.Inference.Shutdown;

public sealed class GracefulStopTests
{
    private const string Body = """{"inputs":[{"name":"x","shape":[1,1],"datatype":"INT32","data":[7]}]}""";

    [Fact]
    public async Task Readiness_turns_red_first_and_requests_in_flight_finish()
    {
        await using var server = await InferenceServer.StartWithTestModelsAsync("Shutdown:DrainDelay=00:00:05");
        using var inFlight = new TcpClient();
        await inFlight.ConnectAsync(server.Address.Host, server.Address.Port);
        var stream = inFlight.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /v2/models/echo-int32/infer HTTP/1.1\r\nHost: test\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..20]}"));

        var stopping = server.StopAsync();
        using (var ready = await server.Client.GetAsync("/health/ready"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var ready = await server.Client.GetAsync("/v2/health/ready"))
            Assert.Equal("""{"ready":false,"live":true}""", (await ready.ReadJsonAsync(HttpStatusCode.ServiceUnavailable)).GetRawText());
        using (var answered = await server.Client.PostJsonAsync("/v2/models/echo-int32/infer", Body))
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        await Eventually.HoldsAsync(() => RefusesAsync(server.Address));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[20..]));

        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync());
        await stopping;
    }

    private static async Task<bool> RefusesAsync(Uri address)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
