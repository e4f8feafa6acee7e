using System.Globalization;
using System.Text;

namespace MlMesh.Mesh.Security.Tokens;

/// <summary>Claims as values of headers, in Envoy's forms.</summary>
internal static class ClaimText
{
    /// <summary>
    /// A text itself, a number in decimal, a truth value by its word, a list or object as base64 of its JSON. None for what makes no header: null, an empty
    /// text, and a text with characters that would end the header's line.
    /// </summary>
    public static string? Of(Claim claim)
    {
        var text = claim.Kind switch
        {
            ClaimKind.Text => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(claim.Text)),
            ClaimKind.Number => Decimal(claim.Number),
            ClaimKind.Truth => claim.Truth ? "true" : "false",
            ClaimKind.List or ClaimKind.Fields => Convert.ToBase64String(Encoding.UTF8.GetBytes(Json(claim))),
            _ => "",
        };
        return text.Length == 0 || text.AsSpan().ContainsAny('\r', '\n', '\0') ? null : text;
    }

    // Whole numbers of 64 bits without a point, all others with six digits behind it.
    private static string Decimal(double number) => number is >= 0 and < ulong.MaxValue && Math.Floor(number) == number
        ? ((ulong)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("F6", CultureInfo.InvariantCulture);

    private static string Json(Claim claim)
    {
        var json = new StringBuilder();
        Write(json, claim);
        return json.ToString();
    }

    private static void Write(StringBuilder json, Claim claim)
    {
        switch (claim.Kind)
        {
            case ClaimKind.Text:
                WriteText(json, claim.Text);
                break;
            case ClaimKind.Number:
                json.Append(Shortest(claim.Number));
                break;
            case ClaimKind.Truth:
                json.Append(claim.Truth ? "true" : "false");
                break;
            case ClaimKind.List:
                WriteAll(json, '[', claim.Items, Write, ']');
                break;
            case ClaimKind.Fields:
                WriteAll(json, '{', claim.Fields, WriteField, '}');
                break;
            default:
                json.Append("null");
                break;
        }
    }

    private static void WriteField(StringBuilder json, KeyValuePair<string, Claim> field)
    {
        WriteText(json, field.Key);
        json.Append(':');
        Write(json, field.Value);
    }

    private static void WriteAll<T>(StringBuilder json, char open, IEnumerable<T> parts, Action<StringBuilder, T> write, char close)
    {
        json.Append(open);
        var first = true;
        foreach (var part in parts)
        {
            if (!first)
                json.Append(',');
            first = false;
            write(json, part);
        }

        json.Append(close);
    }

    private static void WriteText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' or '<' or '>' or '\x7f' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        json.Append('"');
    }

    // protobuf tries 15 significant digits and takes 17 when those lose something; both as C's %g writes them.
    private static string Shortest(double number)
    {
        var text = General(number, 15);
        return double.Parse(text, CultureInfo.InvariantCulture) == number ? text : General(number, 17);
    }

    private static string General(double number, int digits)
    {
        var scientific = number.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
        var e = scientific.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(scientific.AsSpan(e + 1), CultureInfo.InvariantCulture);
        if (exponent >= -4 && exponent < digits)
            return WithoutTrailingZeros(number.ToString($"F{digits - 1 - exponent}", CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{WithoutTrailingZeros(scientific[..e])}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string WithoutTrailingZeros(string text) => text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
}
