using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlMesh.Inference.Predictions;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PredictionRecord))]
internal sealed partial class PredictionRecordJson : JsonSerializerContext;
