namespace MlMesh.Inference.Onnx;

/// <summary>ONNX Runtime refused a call; the message is its own.</summary>
internal sealed class OnnxException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">ONNX Runtime's message.</param>
    /// <param name="code">ONNX Runtime's error code.</param>
    public OnnxException(string message, OnnxErrorCode code)
        : base(message) => Code = code;

    /// <summary>ONNX Runtime's error code.</summary>
    public OnnxErrorCode Code { get; }
}
