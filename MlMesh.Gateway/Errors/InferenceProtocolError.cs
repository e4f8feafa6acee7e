namespace MlMesh.Gateway.Errors;

/// <summary>The error object of the Open Inference Protocol v2.</summary>
/// <param name="Error">What went wrong.</param>
internal sealed record InferenceProtocolError(string Error);
