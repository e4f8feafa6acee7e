using System.Text.Json;

namespace MlMesh.Inference.Api;

/// <summary>Body of <c>POST /v2/models/{model}/infer</c>.</summary>
/// <param name="Inputs">One tensor for each input of the model.</param>
/// <param name="Id">Echoed in the answer.</param>
/// <param name="Parameters">Ignored.</param>
/// <param name="Outputs">The outputs to answer; by default all.</param>
internal sealed record InferRequest(
    IReadOnlyList<InferTensor> Inputs,
    string? Id = null,
    JsonElement? Parameters = null,
    IReadOnlyList<InferRequestOutput>? Outputs = null);
