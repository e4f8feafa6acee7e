using System.Text.Json;

namespace MlMesh.Inference.OpenInference;

/// <summary>Text of JSON strings that go into messages.</summary>
internal static class JsonText
{
    private const int MaxLength = 200;

    /// <summary>The string at the reader's position, cut to a length fit for a message.</summary>
    /// <exception cref="InferenceRequestException">The string has an escape that is not valid Unicode.</exception>
    public static string Of(ref Utf8JsonReader json)
    {
        try
        {
            var text = json.GetString() ?? "";
            return text.Length <= MaxLength ? text : text[..MaxLength];
        }
        catch (InvalidOperationException)
        {
            throw new InferenceRequestException("a string has an escape that is not valid Unicode");
        }
    }
}
