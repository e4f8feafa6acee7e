namespace MlMesh.Inference.Onnx;

/// <summary>What a tensor holds: ONNX Runtime's <c>ONNXTensorElementDataType</c>.</summary>
internal enum ElementType
{
    /// <summary>Not known.</summary>
    Undefined = 0,

    /// <summary>32-bit IEEE 754.</summary>
    Float = 1,

    /// <summary>Unsigned 8-bit.</summary>
    UInt8 = 2,

    /// <summary>Signed 8-bit.</summary>
    Int8 = 3,

    /// <summary>Unsigned 16-bit.</summary>
    UInt16 = 4,

    /// <summary>Signed 16-bit.</summary>
    Int16 = 5,

    /// <summary>Signed 32-bit.</summary>
    Int32 = 6,

    /// <summary>Signed 64-bit.</summary>
    Int64 = 7,

    /// <summary>Byte strings of any length, UTF-8 by convention.</summary>
    String = 8,

    /// <summary>One byte, 0 or 1.</summary>
    Bool = 9,

    /// <summary>16-bit IEEE 754.</summary>
    Float16 = 10,

    /// <summary>64-bit IEEE 754.</summary>
    Double = 11,

    /// <summary>Unsigned 32-bit.</summary>
    UInt32 = 12,

    /// <summary>Unsigned 64-bit.</summary>
    UInt64 = 13,
}
