using System.Globalization;
using System.Text;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>Sends one request as raw bytes on a connection of its own and reads the answer, with a parser that shares nothing with the mesh.</summary>
internal static class RawHttpClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Writes a request and reads its answer.</summary>
    /// <returns>The answer; none when the connection was cut off without one.</returns>
    public static async Task<RawResponse?> ExchangeAsync(Stream connection, byte[] request, bool isHead)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await connection.WriteAsync(request, timeout.Token);
            return await ReadAsync(connection, isHead, timeout.Token);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<RawResponse?> ReadAsync(Stream connection, bool isHead, CancellationToken cancellationToken)
    {
        var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await connection.ReadAsync(buffer, cancellationToken);
            received.Write(buffer, 0, read);
            var text = Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)received.Length);
            if (Parse(text, isHead, ended: read == 0) is { } response)
                return response;
            if (read == 0)
                return null;
        }
    }

    private static RawResponse? Parse(string text, bool isHead, bool ended)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return null;
        var lines = text[..end].Split("\r\n");
        var status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
        var headers = lines.Skip(1)
            .Select(line => KeyValuePair.Create(line[..line.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant(), line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()))
            .ToList();
        var rest = text[(end + 4)..];
        if (isHead || status is 204 or 304)
            return new RawResponse(status, headers, "");
        if (headers.Any(header => header.Key == "transfer-encoding"))
            return rest.EndsWith("0\r\n\r\n", StringComparison.Ordinal) ? new RawResponse(status, headers, Unchunk(rest)) : null;
        if (headers.Find(header => header.Key == "content-length").Value is { } length)
            return rest.Length >= int.Parse(length, CultureInfo.InvariantCulture) ? new RawResponse(status, headers, rest) : null;
        return ended ? new RawResponse(status, headers, rest) : null;
    }

    private static string Unchunk(string text)
    {
        var body = new StringBuilder();
        while (true)
        {
            var line = text.IndexOf("\r\n", StringComparison.Ordinal);
            var size = int.Parse(text.AsSpan(0, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                return body.ToString();
            body.Append(text, line + 2, size);
            text = text[(line + 2 + size + 2)..];
        }
    }
}
