using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlMesh.Cli.Policy.Analyze;

/// <summary>Writes <see cref="AnalysisDocument"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(AnalysisDocument))]
internal sealed partial class AnalysisJson : JsonSerializerContext
{
    public static string Write(AnalysisDocument document) =>
        JsonSerializer.Serialize(document, new AnalysisJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).AnalysisDocument);
}
