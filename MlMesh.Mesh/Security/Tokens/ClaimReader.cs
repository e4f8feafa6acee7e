using System.Text.Json;
using System.Text.Unicode;

namespace MlMesh.Mesh.Security.Tokens;

/// <summary>Reads JSON objects as strictly as protobuf's parser, which Envoy uses: no field twice, no broken UTF-8, no number beyond a double, at most 100 levels.</summary>
internal static class ClaimReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 100, AllowDuplicateProperties = false };

    /// <summary>Reads an object.</summary>
    /// <returns>The object; none when the text is not one.</returns>
    public static Claim? ReadObject(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
            return null;
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or OverflowException)
        {
            // InvalidOperationException: an escape that is half of a character.
            return null;
        }
    }

    private static Claim Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Claim.Of(value.GetString()!),
        JsonValueKind.Number => Claim.Of(Number(value)),
        JsonValueKind.True => Claim.Of(true),
        JsonValueKind.False => Claim.Of(false),
        JsonValueKind.Array => Claim.Of([.. value.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => Claim.Of(value.EnumerateObject().ToDictionary(field => field.Name, field => Read(field.Value), StringComparer.Ordinal)),
        _ => Claim.Null,
    };

    private static double Number(JsonElement value)
    {
        var number = value.GetDouble();
        return double.IsFinite(number) ? number : throw new OverflowException("The number is beyond a double.");
    }
}
