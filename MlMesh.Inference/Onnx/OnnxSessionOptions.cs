namespace MlMesh.Inference.Onnx;

/// <summary>How ONNX Runtime runs a model.</summary>
internal sealed class OnnxSessionOptions
{
    /// <summary>
    /// Threads that share the work of one operator. 1 (the default) is right for small models under many concurrent requests; more helps a large model with few.
    /// </summary>
    public int IntraOpThreads { get; set; } = 1;
}
