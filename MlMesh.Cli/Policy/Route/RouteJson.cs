using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlMesh.Cli.Policy.Route;

/// <summary>Writes <see cref="RouteDocument"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(RouteDocument))]
internal sealed partial class RouteJson : JsonSerializerContext
{
    public static string Write(RouteDocument document) =>
        JsonSerializer.Serialize(document, new RouteJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).RouteDocument);
}
