using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlMesh.Cli.Replay.Reporting;

/// <summary>Writes <see cref="ReplayReport"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(ReplayReport))]
internal sealed partial class ReplayJson : JsonSerializerContext
{
    public static string Write(ReplayReport report) =>
        JsonSerializer.Serialize(report, new ReplayJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ReplayReport);
}
