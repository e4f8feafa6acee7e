using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MlMesh.Mesh.Security.Identity;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>One HTTP/1.1 connection to an endpoint. One request at a time.</summary>
internal sealed class UpstreamConnection : IBodyOwner, IDisposable
{
    private readonly Stream _stream;
    private readonly MutualTlsStream? _secured;
    private readonly IConnectionOwner _owner;
    private readonly InputBuffer _input;
    private readonly RequestWriter _writer;
    private Task? _sending;
    private bool _keepAlive;
    private int _closed;

    public UpstreamConnection(Stream stream, IConnectionOwner owner, long now)
    {
        _stream = stream;
        _secured = stream as MutualTlsStream;
        _owner = owner;
        _input = new InputBuffer(stream);
        _writer = new RequestWriter(stream);
        Opened = IdleSince = now;
    }

    /// <summary>Timestamp of the connection's opening.</summary>
    public long Opened { get; }

    /// <summary>Timestamp since when nobody uses it.</summary>
    public long IdleSince { get; set; }

    /// <summary>How many requests it has carried.</summary>
    public uint Requests { get; private set; }

    /// <summary>Whether the identity that it was opened with was rotated since.</summary>
    public bool IsOutdated => _secured is { IsOutdated: true };

    /// <summary>Whether an idle connection can still carry a request: the peer neither closed it nor sent anything unasked.</summary>
    public bool IsAlive => _closed == 0 && _input.Available.IsEmpty && (Requests == 0 || _input.IsQuiet);

    /// <summary>Sends a request and reads the answer's head. The connection goes back to its owner when the answer's body ends.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<UpstreamResult> ExchangeAsync(MeshRequest request, CancellationToken cancellationToken)
    {
        Requests++;
        _sending = null;
        var registration = cancellationToken.UnsafeRegister(static connection => ((UpstreamConnection)connection!).Abort(), this);
        try
        {
            _writer.Start(request);
            if (request.Body.IsEmpty || !request.Body.MayDelayHead)
                await _writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (!request.Body.IsEmpty)
                _sending = SendBodyAsync(request.Body, cancellationToken);
            while (true)
            {
                var length = await _input.WaitForHeadAsync(cancellationToken).ConfigureAwait(false);
                if (length == 0)
                    return Failed(ResetReason.ConnectionTermination);
                var headers = new HeaderList();
                var line = HeadParser.ParseResponse(_input.Available[..length], headers);
                _input.Consume(length);
                if (line.Status is not (>= 100 and < 200) or 101)
                    return new UpstreamResult(Answer(request, line, headers));
            }
        }
        catch (MalformedMessageException)
        {
            return Failed(ResetReason.ProtocolError);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return Failed(ResetReason.ConnectionTermination);
        }
        finally
        {
            // Aborting is quick, so that waiting for it is cheaper than not to.
            registration.Dispose();
        }
    }

    /// <summary>Cuts the connection off, whatever it is doing.</summary>
    public void Abort()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
            _stream.Dispose();
    }

    public void Dispose()
    {
        Abort();
        _writer.Dispose();
    }

    void IBodyOwner.BodyEnded(BodyEnd end)
    {
        var reusable = end == BodyEnd.Complete && _keepAlive && _closed == 0 && _sending is null or { IsCompletedSuccessfully: true };
        if (reusable)
            _input.ReadAhead();
        else
            Abort();
        _owner.Released(this, reusable);
    }

    private MeshResponse Answer(MeshRequest request, StatusLine line, HeaderList headers)
    {
        var bodiless = request.Method == "HEAD" || line.Status is 101 or 204 or 304;
        long bodyLength = 0;
        var framing = bodiless ? BodyFraming.None : HeadParser.Framing(headers, out bodyLength, BodyFraming.UntilClose);
        _keepAlive = framing != BodyFraming.UntilClose && KeepsAlive(line, headers);
        var response = new MeshResponse { Status = line.Status, Headers = headers, Length = Length(request, framing, bodyLength, headers) };
        if (framing == BodyFraming.None)
            ((IBodyOwner)this).BodyEnded(BodyEnd.Complete);
        else
            response.Body = new MessageBodyStream(_input, framing, bodyLength, this);
        return response;
    }

    private static long? Length(MeshRequest request, BodyFraming framing, long bodyLength, HeaderList headers) => framing switch
    {
        BodyFraming.None when request.Method == "HEAD" => long.TryParse(headers.First(HeaderNames.ContentLength), out var announced) ? announced : null,
        BodyFraming.None => 0,
        BodyFraming.Length => bodyLength,
        _ => null,
    };

    private static bool KeepsAlive(StatusLine line, HeaderList headers)
    {
        var connection = headers.First(HeaderNames.Connection);
        return connection is null ? !line.Http10 : !connection.Equals("close", StringComparison.OrdinalIgnoreCase);
    }

    private async Task SendBodyAsync(RequestBody body, CancellationToken cancellationToken)
    {
        try
        {
            if (body.Length is not null)
            {
                await body.CopyToAsync(_writer, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await using var chunks = new ChunkedStream(_writer);
                await body.CopyToAsync(chunks, cancellationToken).ConfigureAwait(false);
                await chunks.EndAsync(cancellationToken).ConfigureAwait(false);
            }

            await _writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch when (_writer.ConnectionFailed)
        {
            // The endpoint may have answered and closed without reading everything; what it said is read by the other half.
            throw;
        }
        catch
        {
            Abort();
            throw;
        }
    }

    private UpstreamResult Failed(ResetReason reason)
    {
        _keepAlive = false;
        Abort();
        _sending?.ContinueWith(static send => _ = send.Exception, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously);
        _owner.Released(this, reusable: false);
        return new UpstreamResult(reason);
    }
}
