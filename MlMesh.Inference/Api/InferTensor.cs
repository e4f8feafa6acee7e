using System.Text.Json;

namespace MlMesh.Inference.Api;

/// <summary>A tensor.</summary>
/// <param name="Name">Name of the input or output.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Datatype">BOOL, UINT8 to UINT64, INT8 to INT64, FP16, FP32, FP64 or BYTES.</param>
/// <param name="Data">Its elements, row-major; in requests flat or nested, in answers flat.</param>
/// <param name="Parameters">Ignored.</param>
internal sealed record InferTensor(
    string Name,
    IReadOnlyList<long> Shape,
    string Datatype,
    JsonElement Data,
    JsonElement? Parameters = null);
