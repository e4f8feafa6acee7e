using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlMesh.Inference.Features;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FeatureDefaults))]
internal sealed partial class FeatureDefaultsJson : JsonSerializerContext;
