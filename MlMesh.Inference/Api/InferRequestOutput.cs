using System.Text.Json;

namespace MlMesh.Inference.Api;

/// <summary>An output that a caller asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Ignored.</param>
internal sealed record InferRequestOutput(
    string Name,
    JsonElement? Parameters = null);
