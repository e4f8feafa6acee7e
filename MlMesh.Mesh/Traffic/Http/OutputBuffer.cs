using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Builds the bytes of a message head; reused from message to message. Not thread-safe.</summary>
internal sealed class OutputBuffer
{
    private static readonly SearchValues<char> LineBreaking = SearchValues.Create("\r\n\0");

    // The framework's own Latin-1 writes characters beyond it as the nearest in it, so that a value which a policy took for another arrives as the one it forbids.
    private static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1", new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback);

    private byte[] _bytes = new byte[1024];
    private int _count;

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _count);

    /// <summary>Starts a new message.</summary>
    public void Clear() => _count = 0;

    /// <summary>Writes the head of a request.</summary>
    /// <param name="request">The request; its body decides the framing headers.</param>
    public void WriteRequestHead(MeshRequest request)
    {
        WriteText(request.Method);
        Write(" "u8);
        WriteText(request.Target);
        Write(" HTTP/1.1\r\nhost: "u8);
        WriteText(request.Authority);
        Write("\r\n"u8);
        WriteFields(request.Headers);
        if (request.Body.Length is null)
            Write("transfer-encoding: chunked\r\n"u8);
        else if (request.Body.Length > 0 || request.Headers.Contains(HeaderNames.ContentLength))
            WriteLength(request.Body.Length.Value);
        Write("\r\n"u8);
    }

    /// <summary>Writes the head of an answer.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="headers">Its headers; framing headers among them are left out.</param>
    /// <param name="length">Its content-length, or none.</param>
    /// <param name="chunked">Whether its body is chunked.</param>
    /// <param name="close">Whether the connection ends with it.</param>
    public void WriteResponseHead(int status, HeaderList headers, long? length, bool chunked, bool close)
    {
        Write("HTTP/1.1 "u8);
        WriteNumber(status);
        Write(" "u8);
        WriteText(Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status));
        Write("\r\n"u8);
        WriteFields(headers);
        if (chunked)
            Write("transfer-encoding: chunked\r\n"u8);
        else if (length is { } known)
            WriteLength(known);
        if (close)
            Write("connection: close\r\n"u8);
        Write("\r\n"u8);
    }

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _count += bytes.Length;
    }

    private void WriteFields(HeaderList headers)
    {
        foreach (var field in headers.Fields)
        {
            if (IsFraming(field.Name))
                continue;
            var name = Reserve(field.Name.Length);
            Encoding.Latin1.GetBytes(field.Name, name);
            Ascii.ToLowerInPlace(name[..field.Name.Length], out _);
            _count += field.Name.Length;
            Write(": "u8);
            WriteText(field.Value);
            Write("\r\n"u8);
        }
    }

    private void WriteLength(long length)
    {
        Write("content-length: "u8);
        WriteNumber(length);
        Write("\r\n"u8);
    }

    // Whatever a rule or an application puts into a head stays one line of it.
    private void WriteText(string text) => _count += text.AsSpan().ContainsAny(LineBreaking)
        ? throw new IOException("A message head was to have a line break or zero byte within a value.")
        : Latin1.GetBytes(text, Reserve(text.Length));

    private void WriteNumber(long number)
    {
        Utf8Formatter.TryFormat(number, Reserve(20), out var written);
        _count += written;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _count < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + count));
        return _bytes.AsSpan(_count);
    }

    private static bool IsFraming(string name) =>
        (name.Length == HeaderNames.ContentLength.Length && name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase))
        || (name.Length == HeaderNames.TransferEncoding.Length && name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase));
}
