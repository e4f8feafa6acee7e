using System.Text.Json;

namespace MlMesh.Inference.OpenInference;

/// <summary>Text of JSON strings that go into messages.</summary>
internal static class JsonText
{
    private const int MaxLength = 200;

    /// <summary>The string at the reader's position, cut to a length fit for a message.</summary>
    public static string Of(ref Utf8JsonReader json)
    {
        var text = json.GetString() ?? "";
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }
}
