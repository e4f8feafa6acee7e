using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>Sends bytes as they are and takes what comes back, on a connection of its own.</summary>
internal static class RawExchange
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    
    // To a slow server that has the whole request, the end of the sending looks like a client that gave up: it is told late.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <summary>Sends, and reads until the server ends the connection. A server that says nothing more for a while learns that nothing more will come.</summary>
    /// <param name="address">Whom to send to.</param>
    /// <param name="text">What to send, a character to a byte.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Everything that came back, a character to a byte.</returns>
    public static async Task<string> SendAsync(Uri address, string text, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var received = new MemoryStream();
        try
        {
            await ExchangeAsync(client, client.GetStream(), text, received, patience.Token);
        }
        catch (IOException)
        {
            // Reset by the server: what it said before counts.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    /// <summary>The same over a connection that somebody has secured.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="stream">What is spoken on it.</param>
    /// <param name="text">What to send, a character to a byte.</param>
    /// <param name="received">Gets what comes back, also before a reset.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task ExchangeAsync(TcpClient client, Stream stream, string text, MemoryStream received, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var reading = stream.ReadAsync(buffer, cancellationToken).AsTask();
            if (await Task.WhenAny(reading, Task.Delay(Quiet, cancellationToken)) != reading)
                client.Client.Shutdown(SocketShutdown.Send);
            var read = await reading;
            if (read == 0)
                return;
            received.Write(buffer, 0, read);
        }
    }

    /// <summary>Status of the first answer in what came back; none when there is no answer.</summary>
    public static int? Status(string answer) => answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>How many answers came back.</summary>
    public static int Answers(string answer) => answer.Split("HTTP/1.1 ").Length - 1;
}
