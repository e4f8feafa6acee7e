using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlMesh.Cli.Policy.Simulate;

/// <summary>Writes <see cref="SimulationDocument"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(SimulationDocument))]
internal sealed partial class SimulationJson : JsonSerializerContext
{
    public static string Write(SimulationDocument document) =>
        JsonSerializer.Serialize(document, new SimulationJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).SimulationDocument);
}
