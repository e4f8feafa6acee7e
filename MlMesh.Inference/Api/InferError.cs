namespace MlMesh.Inference.Api;

/// <summary>The protocol's answer to what it cannot do.</summary>
/// <param name="Error">What is wrong.</param>
internal sealed record InferError(
    string Error);
