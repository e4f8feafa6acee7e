using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlMesh.Inference.Models;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class ModelCardJson : JsonSerializerContext;
