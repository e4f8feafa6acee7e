using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MlMesh.Mesh.Sidecar.Listening;
using MlMesh.Mesh.Traffic.Http;
using Xunit;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>Nobody gets a second request past a policy within a first one: at the public port, and at the engine's own server.</summary>
public sealed class RequestSmugglingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Forms => SmugglingForms.All;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_public_port_ends_the_connection_and_forwards_nothing_hidden(string form, string request)
    {
        await using var world = await HostileWorld.StartAsync();

        var answer = await RawExchange.SendAsync(world.Address, request, Cancelled);

        if (!SmugglingForms.TakenByTheRules.Contains(form))
            AssertRefused(form, answer);
        // Whatever was made of it: nothing reached the model that was not a request, with a decision and an answer, at the public port too.
        Assert.Equal(Answered(answer), world.Received.Count);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_engines_server_ends_the_connection_and_hands_on_nothing_hidden(string form, string request)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var handler = new BodyReader();
        var served = ServeOneAsync(listener, handler);

        var answer = await RawExchange.SendAsync(new Uri($"http://{listener.LocalEndpoint}"), request, Cancelled);
        await served;

        AssertRefused(form, answer);
        Assert.DoesNotContain(SmugglingForms.Hidden, handler.Targets);
    }

    private static int Answered(string answer) => answer.Split("HTTP/1.1 200").Length - 1;

    private static void AssertRefused(string form, string answer)
    {
        // One answer at most; a good one only if what follows is not taken for a request any more.
        Assert.True(RawExchange.Answers(answer) <= 1, $"{form}: {answer}");
        Assert.True(RawExchange.Status(answer) is null or >= 400 and < 502, $"{form}: {answer}");
    }

    private static async Task ServeOneAsync(TcpListener listener, IHttpHandler handler)
    {
        var connection = await listener.AcceptTcpClientAsync(Cancelled);
        await HttpServerConnection.ServeAsync(connection.GetStream(), handler, Cancelled);
    }

    private sealed class BodyReader : IHttpHandler
    {
        public ConcurrentQueue<string> Targets { get; } = [];

        public async ValueTask<MeshResponse?> HandleAsync(MeshRequest request, CancellationToken cancellationToken)
        {
            Targets.Enqueue(request.Target);
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            return new MeshResponse { Status = 200 };
        }
    }
}
