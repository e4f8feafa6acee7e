namespace MlMesh.Inference.Onnx;

/// <summary>ONNX Runtime's <c>OrtErrorCode</c>.</summary>
internal enum OnnxErrorCode
{
    /// <summary>No error.</summary>
    Ok,

    /// <summary>Anything without a code of its own, a terminated run among it.</summary>
    Fail,

    /// <summary>An argument that does not fit, for instance a tensor of another shape than the model takes.</summary>
    InvalidArgument,

    /// <summary>The model file does not exist.</summary>
    NoSuchFile,

    /// <summary>No model was given.</summary>
    NoModel,

    /// <summary>An execution provider's engine failed.</summary>
    EngineError,

    /// <summary>An operator failed while it ran.</summary>
    RuntimeException,

    /// <summary>The model file is not ONNX.</summary>
    InvalidProtobuf,

    /// <summary>The model is loaded already.</summary>
    ModelLoaded,

    /// <summary>The model has an operator or type that ONNX Runtime does not implement.</summary>
    NotImplemented,

    /// <summary>The model's graph is inconsistent.</summary>
    InvalidGraph,

    /// <summary>An execution provider failed.</summary>
    ExecutionProviderFail,
}
