using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;

namespace MlMesh.Inference.Http;

/// <summary>
/// A request's whole body as one run of bytes. Usual bodies lie in one segment of the connection's own buffer and are not copied. Dispose it after use.
/// </summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly PipeReader _reader;
    private readonly SequencePosition _end;
    private readonly byte[]? _rented;

    private RequestBody(PipeReader reader, ReadOnlySequence<byte> body)
    {
        _reader = reader;
        _end = body.End;
        if (body.IsSingleSegment)
        {
            Memory = body.First;
            return;
        }
        var length = checked((int)body.Length);
        _rented = ArrayPool<byte>.Shared.Rent(length);
        body.CopyTo(_rented);
        Memory = _rented.AsMemory(0, length);
    }

    /// <summary>The body, valid UTF-8.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>Reads the body to its end.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">Largest size in bytes.</param>
    /// <exception cref="BadHttpRequestException">The body is too large (413), incomplete or not UTF-8 (400).</exception>
    /// <exception cref="OperationCanceledException">The request was aborted or took too long.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context, long most)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            var buffer = result.Buffer;
            if (buffer.Length > most)
            {
                reader.AdvanceTo(buffer.End);
                throw new BadHttpRequestException($"The body is larger than {most} bytes (Limits:MaxBodyBytes).", StatusCodes.Status413PayloadTooLarge);
            }
            if (result.IsCompleted)
            {
                var body = new RequestBody(reader, buffer);
                if (Utf8.IsValid(body.Memory.Span))
                    return body;
                body.Dispose();
                throw new BadHttpRequestException("The body is not UTF-8.");
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _reader.AdvanceTo(_end);
    }
}
