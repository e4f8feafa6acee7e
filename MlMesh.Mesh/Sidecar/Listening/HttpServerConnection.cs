using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Listening;

/// <summary>The server side of one HTTP/1.1 connection. It takes bytes as strictly as Envoy's codec and keeps request targets as they were sent.</summary>
public sealed class HttpServerConnection : IBodyOwner
{
    private const int CopySize = 16 * 1024;

    private readonly Stream _stream;
    private readonly IHttpHandler _handler;
    private readonly InputBuffer _input;
    private readonly OutputBuffer _output = new();
    private CancellationTokenSource? _clientGone;
    private Task<bool>? _watch;
    private bool _bodyConsumed;

    private HttpServerConnection(Stream stream, IHttpHandler handler)
    {
        _stream = stream;
        _handler = handler;
        _input = new InputBuffer(stream);
    }

    /// <summary>Serves a connection until its end, and closes it.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="handler">Answers its requests.</param>
    /// <param name="cancellationToken">Stops waiting for further requests.</param>
    public static async Task ServeAsync(Stream stream, IHttpHandler handler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(handler);
        var connection = new HttpServerConnection(stream, handler);
        try
        {
            while (await connection.ServeOneAsync(cancellationToken).ConfigureAwait(false))
            {
                // The next request on the same connection.
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client is gone or the answer broke off; either way the connection ends here.
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    void IBodyOwner.BodyEnded(BodyEnd end)
    {
        _bodyConsumed = end == BodyEnd.Complete;
        if (_bodyConsumed)
            WatchForDisconnect();
    }

    private async Task<bool> ServeOneAsync(CancellationToken stopping)
    {
        MeshRequest request;
        try
        {
            if (_watch is { } watching && !await watching.ConfigureAwait(false))
                return false;
            _watch = null;
            var length = await _input.WaitForHeadAsync(stopping).ConfigureAwait(false);
            if (length == 0)
                return false;
            request = Parse(length);
        }
        catch (MalformedMessageException malformed)
        {
            await RefuseAsync(malformed.Status, stopping).ConfigureAwait(false);
            return false;
        }

        using var clientGone = _clientGone = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (request.Body.IsEmpty)
            WatchForDisconnect();
        else if (request.Headers.First(HeaderNames.Expect) is { } expect && expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
            await _stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), clientGone.Token).ConfigureAwait(false);
        var close = request.Headers.First(HeaderNames.Connection)?.Equals("close", StringComparison.OrdinalIgnoreCase) ?? false;
        var method = request.Method;
        using var response = await _handler.HandleAsync(request, clientGone.Token).ConfigureAwait(false);
        if (response is null)
            return false;
        close |= !_bodyConsumed;
        await WriteAsync(method, response, close, clientGone.Token).ConfigureAwait(false);
        return !close;
    }

    private MeshRequest Parse(int length)
    {
        var headers = new HeaderList();
        var line = HeadParser.ParseRequest(_input.Available[..length], headers);
        _input.Consume(length);
        if (line.Http10)
            throw new MalformedMessageException(426, "HTTP/1.0 is not taken");
        var framing = HeadParser.Framing(headers, out var bodyLength, BodyFraming.None);
        var host = RequestTarget.TakeHost(headers);
        var target = RequestTarget.ToOriginForm(line, ref host);
        _bodyConsumed = framing == BodyFraming.None;
        return new MeshRequest
        {
            Method = line.Method,
            Target = target,
            Authority = host ?? "",
            HostMissing = host is null,
            Headers = headers,
            Body = framing switch
            {
                BodyFraming.None => RequestBody.Empty,
                BodyFraming.Length => new StreamBody(new MessageBodyStream(_input, framing, bodyLength, this), bodyLength),
                _ => new StreamBody(new MessageBodyStream(_input, framing, 0, this), null),
            },
        };
    }

    // Reads ahead: what arrives belongs to the next request, and an end means that nobody waits for the answer.
    private void WatchForDisconnect() => _watch ??= WatchAsync(_clientGone!);

    private async Task<bool> WatchAsync(CancellationTokenSource clientGone)
    {
        try
        {
            if (await _input.FillAsync(CancellationToken.None).ConfigureAwait(false))
                return true;
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
        {
            // The same as an orderly end.
        }

        try
        {
            await clientGone.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The answer was complete already.
        }

        return false;
    }

    private async Task WriteAsync(string method, MeshResponse response, bool close, CancellationToken cancellationToken)
    {
        var bodiless = method == "HEAD" || response.Status is 204 or 304;
        var chunked = !bodiless && response.Length is null;
        _output.Clear();
        _output.WriteResponseHead(response.Status, response.Headers, response.Status is 204 ? null : response.Length, chunked, close);
        if (bodiless || response.Length == 0)
        {
            await _stream.WriteAsync(_output.Written, cancellationToken).ConfigureAwait(false);
            return;
        }

        var buffer = new byte[CopySize];
        // A short answer leaves in one packet with its head; a long or endless one must not delay it.
        if (response.Length is > 0 and <= CopySize)
        {
            var read = await response.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _output.Write(buffer.AsSpan(0, read));
        }

        await _stream.WriteAsync(_output.Written, cancellationToken).ConfigureAwait(false);
        if (!chunked)
        {
            await response.Body.CopyToAsync(_stream, CopySize, cancellationToken).ConfigureAwait(false);
            return;
        }

        await using var chunks = new ChunkedStream(_stream);
        await response.Body.CopyToAsync(chunks, CopySize, cancellationToken).ConfigureAwait(false);
        await chunks.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    // Envoy's codec answers bad bytes before there is a request, so no access log has them.
    private async Task RefuseAsync(int status, CancellationToken cancellationToken)
    {
        var body = Encoding.ASCII.GetBytes(ReasonPhrases.GetReasonPhrase(status));
        var headers = new HeaderList(4);
        headers.Append(HeaderNames.ContentType, "text/plain");
        _output.Clear();
        _output.WriteResponseHead(status, headers, body.Length, chunked: false, close: true);
        _output.Write(body);
        await _stream.WriteAsync(_output.Written, cancellationToken).ConfigureAwait(false);
    }
}
