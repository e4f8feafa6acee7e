using System.Text.Json;

namespace MlMesh.Inference.Http;

/// <summary>Reads a request's JSON body.</summary>
internal static class JsonBody
{
    /// <summary>Makes something of a body.</summary>
    public delegate T Reader<out T>(ReadOnlySpan<byte> body);

    /// <summary>Reads the body to its end and makes something of it.</summary>
    /// <exception cref="BadHttpRequestException">The body is too large (413), or incomplete, not UTF-8 or not JSON (400).</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpContext context, long most, Reader<T> reader)
    {
        using var body = await RequestBody.ReadAsync(context, most);
        try
        {
            return reader(body.Memory.Span);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is not valid JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws when it compares or unescapes such a string.
            throw new BadHttpRequestException("The body has a string with an escape that is not valid Unicode.");
        }
    }
}
