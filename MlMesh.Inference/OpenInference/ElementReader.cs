using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MlMesh.Inference.OpenInference;

/// <summary>Reads one element of a tensor from JSON.</summary>
internal static class ElementReader
{
    /// <summary>Reads the element at the reader's position.</summary>
    /// <typeparam name="T">The element's C# type.</typeparam>
    /// <returns>Whether the JSON value is of that type and in its range.</returns>
    public static bool TryRead<T>(ref Utf8JsonReader json, out T value)
        where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        if (typeof(T) == typeof(bool))
            return TryReadBoolean(ref json, out Unsafe.As<T, bool>(ref value));
        if (typeof(T) == typeof(float))
            return TryReadFloat(ref json, out Unsafe.As<T, float>(ref value));
        if (typeof(T) == typeof(double))
            return TryReadDouble(ref json, out Unsafe.As<T, double>(ref value));
        if (typeof(T) == typeof(Half))
            return TryReadHalf(ref json, out Unsafe.As<T, Half>(ref value));
        if (json.TokenType != JsonTokenType.Number)
            return false;
        if (typeof(T) == typeof(long))
            return json.TryGetInt64(out Unsafe.As<T, long>(ref value));
        if (typeof(T) == typeof(int))
            return json.TryGetInt32(out Unsafe.As<T, int>(ref value));
        if (typeof(T) == typeof(short))
            return json.TryGetInt16(out Unsafe.As<T, short>(ref value));
        if (typeof(T) == typeof(sbyte))
            return json.TryGetSByte(out Unsafe.As<T, sbyte>(ref value));
        if (typeof(T) == typeof(ulong))
            return json.TryGetUInt64(out Unsafe.As<T, ulong>(ref value));
        if (typeof(T) == typeof(uint))
            return json.TryGetUInt32(out Unsafe.As<T, uint>(ref value));
        if (typeof(T) == typeof(ushort))
            return json.TryGetUInt16(out Unsafe.As<T, ushort>(ref value));
        if (typeof(T) == typeof(byte))
            return json.TryGetByte(out Unsafe.As<T, byte>(ref value));
        return false;
    }

    private static bool TryReadBoolean(ref Utf8JsonReader json, out bool value)
    {
        value = json.TokenType == JsonTokenType.True;
        return value || json.TokenType == JsonTokenType.False;
    }

    private static bool TryReadFloat(ref Utf8JsonReader json, out float value)
    {
        if (json.TokenType == JsonTokenType.Number)
            return json.TryGetSingle(out value) && float.IsFinite(value);
        var special = TryReadSpecial(ref json, out var wide);
        value = (float)wide;
        return special;
    }

    private static bool TryReadDouble(ref Utf8JsonReader json, out double value) =>
        json.TokenType == JsonTokenType.Number ? json.TryGetDouble(out value) && double.IsFinite(value) : TryReadSpecial(ref json, out value);

    private static bool TryReadHalf(ref Utf8JsonReader json, out Half value)
    {
        var valid = TryReadDouble(ref json, out var wide);
        value = (Half)wide;
        return valid && (Half.IsFinite(value) || !double.IsFinite(wide));
    }

    // JSON has no literal for them; System.Text.Json and others write them as strings.
    private static bool TryReadSpecial(ref Utf8JsonReader json, out double value)
    {
        value = 0;
        if (json.TokenType != JsonTokenType.String)
            return false;
        if (json.ValueTextEquals("NaN"u8))
            value = double.NaN;
        else if (json.ValueTextEquals("Infinity"u8))
            value = double.PositiveInfinity;
        else if (json.ValueTextEquals("-Infinity"u8))
            value = double.NegativeInfinity;
        else
            return false;
        return true;
    }
}
