using System.Text.Json.Serialization;

namespace MlMesh.Inference.Api;

/// <summary>Answer of <c>POST /v2/models/{model}/infer</c>.</summary>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">The version that answered.</param>
/// <param name="Outputs">The tensors asked for, in that order.</param>
/// <param name="Id">The request's, when it had one.</param>
internal sealed record InferResponse(
    [property: JsonPropertyName("model_name")] string ModelName,
    [property: JsonPropertyName("model_version")] string ModelVersion,
    IReadOnlyList<InferTensor> Outputs,
    string? Id = null);
