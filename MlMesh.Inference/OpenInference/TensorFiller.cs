using System.Buffers;
using System.Text.Json;
using MlMesh.Inference.Onnx;

namespace MlMesh.Inference.OpenInference;

/// <summary>Reads an input's <c>data</c> straight into the model's own memory.</summary>
internal static class TensorFiller
{
    /// <summary>Creates the tensor of an input and fills it from the array at the reader's position.</summary>
    /// <param name="json">Stands at the start of the array; afterwards at its end.</param>
    /// <param name="call">The call whose input it is.</param>
    /// <param name="input">Index of the input.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <exception cref="InferenceRequestException">The data does not fit the type or the shape.</exception>
    public static void Fill(ref Utf8JsonReader json, OnnxCall call, int input, ElementType type, scoped ReadOnlySpan<long> shape)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            throw new InferenceRequestException("data must be an array");
        switch (type)
        {
            case ElementType.Float: FillNumbers<float>(ref json, call, input, type, shape); break;
            case ElementType.Double: FillNumbers<double>(ref json, call, input, type, shape); break;
            case ElementType.Float16: FillNumbers<Half>(ref json, call, input, type, shape); break;
            case ElementType.Int64: FillNumbers<long>(ref json, call, input, type, shape); break;
            case ElementType.Int32: FillNumbers<int>(ref json, call, input, type, shape); break;
            case ElementType.Int16: FillNumbers<short>(ref json, call, input, type, shape); break;
            case ElementType.Int8: FillNumbers<sbyte>(ref json, call, input, type, shape); break;
            case ElementType.UInt64: FillNumbers<ulong>(ref json, call, input, type, shape); break;
            case ElementType.UInt32: FillNumbers<uint>(ref json, call, input, type, shape); break;
            case ElementType.UInt16: FillNumbers<ushort>(ref json, call, input, type, shape); break;
            case ElementType.UInt8: FillNumbers<byte>(ref json, call, input, type, shape); break;
            case ElementType.Bool: FillNumbers<bool>(ref json, call, input, type, shape); break;
            default: FillStrings(ref json, call, input, shape); break;
        }
    }

    private static void FillNumbers<T>(ref Utf8JsonReader json, OnnxCall call, int input, ElementType type, scoped ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var elements = call.CreateInput<T>(input, shape);
        Span<long> counts = stackalloc long[shape.Length];
        var data = new TensorDataReader(shape, counts, elements.Length);
        while (json.Read() && data.Take(json.TokenType, out var element))
            if (element && !ElementReader.TryRead(ref json, out elements[data.Index]))
                throw new InferenceRequestException($"data[{data.Index}] is not a value of {DataType.NameOf(type)}");
    }

    private static void FillStrings(ref Utf8JsonReader json, OnnxCall call, int input, scoped ReadOnlySpan<long> shape)
    {
        var total = call.CreateStringInput(input, shape);
        Span<long> counts = stackalloc long[shape.Length];
        var data = new TensorDataReader(shape, counts, total);
        while (json.Read() && data.Take(json.TokenType, out var element))
        {
            if (!element)
                continue;
            if (json.TokenType != JsonTokenType.String)
                throw new InferenceRequestException($"data[{data.Index}] is not a string, which BYTES are in JSON");
            if (json.ValueIsEscaped)
                CopyUnescaped(ref json, call, input, data.Index);
            else
                json.ValueSpan.CopyTo(call.StringElement(input, data.Index, json.ValueSpan.Length));
        }
    }

    private static void CopyUnescaped(ref Utf8JsonReader json, OnnxCall call, int input, int element)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
        try
        {
            var length = json.CopyString(buffer);
            buffer.AsSpan(0, length).CopyTo(call.StringElement(input, element, length));
        }
        catch (InvalidOperationException)
        {
            throw new InferenceRequestException($"data[{element}] has an escape that is not valid Unicode");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
