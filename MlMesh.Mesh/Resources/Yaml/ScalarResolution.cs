using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MlMesh.Mesh.Resources.Yaml;

/// <summary>
/// Which plain scalars are booleans, numbers or null. Kubernetes' tools read YAML 1.1 with Go's number syntax: <c>on</c> is true, <c>010</c> is eight and
/// <c>1_000</c> a thousand.
/// </summary>
internal static partial class ScalarResolution
{
    private const string StringTag = "tag:yaml.org,2002:str";

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Float { get; }

    public static YamlScalar Resolve(int line, Scalar scalar)
    {
        var text = WellFormed(scalar.Value);
        if (scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value == StringTag))
            return new YamlScalar(line, ScalarKind.Text, text);

        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return new YamlScalar(line, ScalarKind.Null, "");
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return new YamlScalar(line, ScalarKind.Boolean, "true");
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return new YamlScalar(line, ScalarKind.Boolean, "false");
        }

        return char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'
            ? Number(line, text)
            : new YamlScalar(line, ScalarKind.Text, text);
    }

    /// <summary>Half of a surrogate pair becomes the replacement character, as in Go.</summary>
    private static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static YamlScalar Number(int line, string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (Whole(plain) is { } whole)
            return new YamlScalar(line, ScalarKind.WholeNumber, whole);

        if (Float.IsMatch(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            var kind = number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? ScalarKind.WholeNumber : ScalarKind.FractionalNumber;
            return new YamlScalar(line, kind, number.ToString("R", CultureInfo.InvariantCulture));
        }

        return new YamlScalar(line, ScalarKind.Text, text);
    }

    private static string? Whole(string plain)
    {
        var negative = plain[0] == '-';
        var digits = plain.AsSpan(plain[0] is '-' or '+' ? 1 : 0);
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0]))
            return null;

        var (radix, body) = Radix(digits);
        if (body.Length == 0)
            return null;

        UInt128 value = 0;
        foreach (var c in body)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return null;

            value = (value * (uint)radix) + (uint)digit;
            if (value > ulong.MaxValue)
                return null;
        }

        return (negative && value != 0 ? "-" : "") + value.ToString(CultureInfo.InvariantCulture);
    }

    private static (int Radix, string Body) Radix(ReadOnlySpan<char> digits)
    {
        if (digits.Length == 1 || digits[0] != '0')
            return (10, digits.ToString());

        return char.ToLowerInvariant(digits[1]) switch
        {
            'x' => (16, digits[2..].ToString()),
            'o' => (8, digits[2..].ToString()),
            'b' => (2, digits[2..].ToString()),
            _ => (8, digits[1..].ToString()),
        };
    }
}
