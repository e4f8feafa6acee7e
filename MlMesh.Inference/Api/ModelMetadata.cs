namespace MlMesh.Inference.Api;

/// <summary>Answer of <c>GET /v2/models/{model}</c>.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Versions">The versions that are loaded, the newest first.</param>
/// <param name="Platform">What runs it.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
internal sealed record ModelMetadata(
    string Name,
    IReadOnlyList<string> Versions,
    string Platform,
    IReadOnlyList<TensorMetadata> Inputs,
    IReadOnlyList<TensorMetadata> Outputs);
