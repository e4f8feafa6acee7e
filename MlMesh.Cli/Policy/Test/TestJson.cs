using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlMesh.Cli.Policy.Test;

/// <summary>Writes <see cref="TestDocument"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(TestDocument))]
internal sealed partial class TestJson : JsonSerializerContext
{
    public static string Write(TestDocument document) =>
        JsonSerializer.Serialize(document, new TestJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).TestDocument);
}
