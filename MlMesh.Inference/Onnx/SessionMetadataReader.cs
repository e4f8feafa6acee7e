using System.Runtime.InteropServices;

namespace MlMesh.Inference.Onnx;

/// <summary>Reads what a session's model says of its inputs and outputs.</summary>
internal readonly unsafe struct SessionMetadataReader(OnnxRuntime runtime, nint session)
{
    private readonly OrtApi _api = runtime.Api;

    public TensorInfo[] ReadInputs()
    {
        nuint count;
        _api.Check(_api.SessionGetInputCount(session, &count));
        var inputs = new TensorInfo[count];
        for (nuint i = 0; i < count; i++)
        {
            byte* native;
            nint type;
            _api.Check(_api.SessionGetInputName(session, i, runtime.Allocator, &native));
            var name = TakeName(native);
            _api.Check(_api.SessionGetInputTypeInfo(session, i, &type));
            inputs[i] = TakeTensor(name, type) ?? throw new NotSupportedException($"The model's input '{name}' is not a tensor of a supported type.");
        }
        return inputs;
    }

    public TensorInfo[] ReadOutputs()
    {
        nuint count;
        _api.Check(_api.SessionGetOutputCount(session, &count));
        var outputs = new List<TensorInfo>((int)count);
        for (nuint i = 0; i < count; i++)
        {
            byte* native;
            nint type;
            _api.Check(_api.SessionGetOutputName(session, i, runtime.Allocator, &native));
            var name = TakeName(native);
            _api.Check(_api.SessionGetOutputTypeInfo(session, i, &type));
            if (TakeTensor(name, type) is { } tensor)
                outputs.Add(tensor);
        }
        return [.. outputs];
    }

    private string TakeName(byte* native)
    {
        var name = Marshal.PtrToStringUTF8((nint)native) ?? "";
        _api.Check(_api.AllocatorFree(runtime.Allocator, native));
        return name;
    }

    private TensorInfo? TakeTensor(string name, nint type)
    {
        try
        {
            nint tensor;
            _api.Check(_api.CastTypeInfoToTensorInfo(type, &tensor));
            if (tensor == 0)
                return null;
            ElementType elementType;
            nuint rank;
            _api.Check(_api.GetTensorElementType(tensor, &elementType));
            if (elementType is ElementType.Undefined || !Enum.IsDefined(elementType))
                return null;
            _api.Check(_api.GetDimensionsCount(tensor, &rank));
            var shape = new long[rank];
            fixed (long* dimensions = shape)
                _api.Check(_api.GetDimensions(tensor, dimensions, rank));
            return new TensorInfo(name, elementType, shape);
        }
        finally
        {
            _api.ReleaseTypeInfo(type);
        }
    }
}
