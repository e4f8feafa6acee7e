namespace MlMesh.Inference.OpenInference;

/// <summary>A request that cannot be answered as it is; the message goes to the caller as <c>{"error":"…"}</c>.</summary>
internal sealed class InferenceRequestException(string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    /// <summary>The HTTP status to answer, a 4xx.</summary>
    public int Status => status;
}
