using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace MlMesh.Inference.Http;

/// <summary>
/// Writes a JSON response of known length, from a buffer that each thread keeps. Between <c>Begin</c> and <c>Send</c> nothing may be awaited.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as its thread, and its writer owns nothing but memory.")]
internal sealed class JsonResponse
{
    private const int MostKept = 1 << 18;

    private static readonly StringValues JsonType = "application/json";

    [ThreadStatic]
    private static JsonResponse? _current;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;

    private JsonResponse() =>
        // Bodies are never put into HTML, so text stays readable UTF-8; the writers below produce balanced JSON by construction.
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Begins a response of this thread.</summary>
    public static JsonResponse Begin(out Utf8JsonWriter json)
    {
        var response = _current ??= new JsonResponse();
        response._buffer.ResetWrittenCount();
        response._json.Reset();
        json = response._json;
        return response;
    }

    /// <summary>Hands what was written to the server, which sends it when the handler returns.</summary>
    public void Send(HttpResponse response) => Send(response, JsonType);

    /// <summary>Hands what was written to the server under another content type.</summary>
    public void Send(HttpResponse response, StringValues contentType)
    {
        _json.Flush();
        response.Headers.ContentType = contentType;
        response.ContentLength = _buffer.WrittenCount;
        response.BodyWriter.Write(_buffer.WrittenSpan);
        if (_buffer.Capacity > MostKept)
            _current = null;
    }
}
