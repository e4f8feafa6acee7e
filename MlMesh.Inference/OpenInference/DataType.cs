using System.Text.Json;
using MlMesh.Inference.Onnx;

namespace MlMesh.Inference.OpenInference;

/// <summary>The Open Inference Protocol's names of element types.</summary>
internal static class DataType
{
    private static readonly JsonEncodedText[] Names = MakeNames();

    /// <summary>The protocol's name of an element type.</summary>
    public static JsonEncodedText NameOf(ElementType type) => Names[(int)type];

    /// <summary>Reads the string at the reader's position.</summary>
    /// <returns>The type; <see cref="ElementType.Undefined"/> for a name that the protocol does not have.</returns>
    public static ElementType Read(ref Utf8JsonReader json)
    {
        for (var type = 1; type < Names.Length; type++)
            if (json.ValueTextEquals(Names[type].EncodedUtf8Bytes))
                return (ElementType)type;
        return ElementType.Undefined;
    }

    private static JsonEncodedText[] MakeNames()
    {
        var names = new JsonEncodedText[(int)ElementType.UInt64 + 1];
        names[(int)ElementType.Undefined] = JsonEncodedText.Encode("UNDEFINED");
        names[(int)ElementType.Float] = JsonEncodedText.Encode("FP32");
        names[(int)ElementType.UInt8] = JsonEncodedText.Encode("UINT8");
        names[(int)ElementType.Int8] = JsonEncodedText.Encode("INT8");
        names[(int)ElementType.UInt16] = JsonEncodedText.Encode("UINT16");
        names[(int)ElementType.Int16] = JsonEncodedText.Encode("INT16");
        names[(int)ElementType.Int32] = JsonEncodedText.Encode("INT32");
        names[(int)ElementType.Int64] = JsonEncodedText.Encode("INT64");
        names[(int)ElementType.String] = JsonEncodedText.Encode("BYTES");
        names[(int)ElementType.Bool] = JsonEncodedText.Encode("BOOL");
        names[(int)ElementType.Float16] = JsonEncodedText.Encode("FP16");
        names[(int)ElementType.Double] = JsonEncodedText.Encode("FP64");
        names[(int)ElementType.UInt32] = JsonEncodedText.Encode("UINT32");
        names[(int)ElementType.UInt64] = JsonEncodedText.Encode("UINT64");
        return names;
    }
}
