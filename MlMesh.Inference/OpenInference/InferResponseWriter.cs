using System.Buffers;
using System.Text;
using System.Text.Json;
using MlMesh.Inference.Models;
using MlMesh.Inference.Onnx;

namespace MlMesh.Inference.OpenInference;

/// <summary>Writes an inference response <c>{model_name, model_version, id?, outputs:[{name,shape,datatype,data}]}</c>; data is flat, row-major.</summary>
internal static class InferResponseWriter
{
    private const int UsualRank = 8;

    private static readonly JsonEncodedText ModelName = JsonEncodedText.Encode("model_name");
    private static readonly JsonEncodedText ModelVersion = JsonEncodedText.Encode("model_version");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Outputs = JsonEncodedText.Encode("outputs");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Shape = JsonEncodedText.Encode("shape");
    private static readonly JsonEncodedText Datatype = JsonEncodedText.Encode("datatype");
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");

    public static void Write(Utf8JsonWriter json, ServedModel model, ReadOnlySpan<byte> id, OnnxCall call, ReadOnlySpan<int> outputs)
    {
        json.WriteStartObject();
        json.WriteString(ModelName, model.NameJson);
        json.WriteString(ModelVersion, model.VersionJson);
        if (!id.IsEmpty)
        {
            json.WritePropertyName(Id);
            json.WriteRawValue(id, skipInputValidation: true);
        }
        json.WriteStartArray(Outputs);
        for (var i = 0; i < outputs.Length; i++)
            WriteOutput(json, model, outputs[i], call, i);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, ServedModel model, int index, OnnxCall call, int output)
    {
        Span<long> buffer = stackalloc long[UsualRank];
        var shape = call.OutputShape(output, buffer);
        var type = model.Session.Outputs[index].ElementType;
        json.WriteStartObject();
        json.WriteString(Name, model.OutputNames[index]);
        json.WriteStartArray(Shape);
        foreach (var dimension in shape)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteString(Datatype, DataType.NameOf(type));
        json.WriteStartArray(Data);
        WriteData(json, call, output, type, shape);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, OnnxCall call, int output, ElementType type, ReadOnlySpan<long> shape)
    {
        switch (type)
        {
            case ElementType.Float:
                foreach (var value in call.OutputData<float>(output, shape))
                    WriteFloat(json, value);
                break;
            case ElementType.Double:
                foreach (var value in call.OutputData<double>(output, shape))
                    WriteDouble(json, value);
                break;
            case ElementType.Float16:
                foreach (var value in call.OutputData<Half>(output, shape))
                    WriteFloat(json, (float)value);
                break;
            case ElementType.Bool:
                foreach (var value in call.OutputData<bool>(output, shape))
                    json.WriteBooleanValue(value);
                break;
            case ElementType.String:
                WriteStrings(json, call, output, OnnxCall.ElementCount(shape));
                break;
            case ElementType.UInt64:
                foreach (var value in call.OutputData<ulong>(output, shape))
                    json.WriteNumberValue(value);
                break;
            default:
                WriteIntegers(json, call, output, type, shape);
                break;
        }
    }

    private static void WriteIntegers(Utf8JsonWriter json, OnnxCall call, int output, ElementType type, ReadOnlySpan<long> shape)
    {
        switch (type)
        {
            case ElementType.Int64:
                foreach (var value in call.OutputData<long>(output, shape))
                    json.WriteNumberValue(value);
                break;
            case ElementType.Int32:
                foreach (var value in call.OutputData<int>(output, shape))
                    json.WriteNumberValue(value);
                break;
            case ElementType.Int16:
                foreach (var value in call.OutputData<short>(output, shape))
                    json.WriteNumberValue(value);
                break;
            case ElementType.Int8:
                foreach (var value in call.OutputData<sbyte>(output, shape))
                    json.WriteNumberValue(value);
                break;
            case ElementType.UInt32:
                foreach (var value in call.OutputData<uint>(output, shape))
                    json.WriteNumberValue(value);
                break;
            case ElementType.UInt16:
                foreach (var value in call.OutputData<ushort>(output, shape))
                    json.WriteNumberValue(value);
                break;
            case ElementType.UInt8:
                foreach (var value in call.OutputData<byte>(output, shape))
                    json.WriteNumberValue(value);
                break;
        }
    }

    // JSON has no literal for NaN and the infinities; they are strings, as requests may give them.
    private static void WriteFloat(Utf8JsonWriter json, float value)
    {
        if (float.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(SpecialName(value));
    }

    private static void WriteDouble(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(SpecialName(value));
    }

    private static string SpecialName(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    private static void WriteStrings(Utf8JsonWriter json, OnnxCall call, int output, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var length = call.OutputStringLength(output, i);
            var buffer = ArrayPool<byte>.Shared.Rent(length);
            var text = buffer.AsSpan(0, length);
            call.CopyOutputString(output, i, text);
            // Decoding replaces what a model writes outside UTF-8, which the writer would refuse.
            json.WriteStringValue(Encoding.UTF8.GetString(text));
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
