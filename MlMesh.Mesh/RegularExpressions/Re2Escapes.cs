using System.Globalization;
using System.Text;

namespace MlMesh.Mesh.RegularExpressions;

/// <summary>Reads single characters and the escapes that stand for characters or classes.</summary>
internal sealed class Re2Escapes(string pattern)
{
    /// <summary>A UTF-16 unit in a form that is literal everywhere in a .NET pattern.</summary>
    public static string Unit(char unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");

    public Rune NextRune(ref int at)
    {
        Rune.DecodeFromUtf16(pattern.AsSpan(at), out var rune, out var consumed);
        at += consumed;
        return rune;
    }

    /// <summary>Reads <c>\d</c>, <c>\pL</c> and the like into the items of a .NET class.</summary>
    public bool TryReadClass(ref int at, out string items)
    {
        items = "";
        if (at + 1 >= pattern.Length || pattern[at] != '\\')
            return false;
        items = pattern[at + 1] switch
        {
            'd' => "0-9",
            'D' => @"\u0000-/:-\uFFFF",
            's' => @"\t\n\f\r ",
            'S' => @"\u0000-\u0008\u000B\u000E-\u001F!-\uFFFF",
            'w' => "0-9A-Z_a-z",
            'W' => @"\u0000-/:-@\u005B-\u005E`\u007B-\uFFFF",
            _ => "",
        };
        if (items.Length > 0)
        {
            at += 2;
            return true;
        }
        if (pattern[at + 1] is not ('p' or 'P'))
            return false;
        items = ReadCategory(ref at);
        return true;
    }

    /// <summary>Reads an escape that stands for one character.</summary>
    public Rune ReadCharacter(ref int at)
    {
        var start = at++;
        if (at >= pattern.Length)
            throw new Re2SyntaxException("trailing backslash at end of expression", "");
        var c = NextRune(ref at);
        var simple = c.Value switch { 'a' => 7, 'f' => 12, 'n' => 10, 'r' => 13, 't' => 9, 'v' => 11, _ => -1 };
        if (simple >= 0)
            return new Rune(simple);
        if (c.IsAscii && !char.IsAsciiLetterOrDigit((char)c.Value))
            return c;
        if (c.Value == 'x' && TryReadHex(ref at, out var hex))
            return hex;
        if (c.Value == '0' || (c.Value is >= '1' and <= '7' && IsOctal(at)))
        {
            var value = c.Value - '0';
            for (var digits = 1; digits < 3 && IsOctal(at); digits++)
                value = (value * 8) + (pattern[at++] - '0');
            return new Rune(value);
        }
        throw new Re2SyntaxException("invalid escape sequence", pattern[start..at]);
    }

    private bool IsOctal(int at) => at < pattern.Length && pattern[at] is >= '0' and <= '7';

    private bool TryReadHex(ref int at, out Rune rune)
    {
        rune = default;
        var value = 0;
        if (at < pattern.Length && pattern[at] == '{')
        {
            var start = ++at;
            for (; at < pattern.Length && pattern[at] != '}'; at++)
            {
                if (!char.IsAsciiHexDigit(pattern[at]) || (value = (value * 16) + Convert.ToInt32(pattern[at].ToString(), 16)) > 0x10FFFF)
                {
                    at++;
                    return false;
                }
            }
            if (at >= pattern.Length || at == start)
                return false;
            at++;
            return Rune.TryCreate(value, out rune);
        }
        if (at >= pattern.Length)
            return false;
        // Both digits belong to the escape, and to the error, before either is judged.
        var valid = true;
        for (var digits = 0; digits < 2 && at < pattern.Length; digits++, at++)
        {
            valid &= char.IsAsciiHexDigit(pattern[at]);
            value = valid ? (value * 16) + Convert.ToInt32(pattern[at].ToString(), 16) : 0;
        }
        if (!valid || pattern[at - 2] is 'x')
            return false;
        rune = new Rune(value);
        return true;
    }

    private string ReadCategory(ref int at)
    {
        var start = at;
        var negated = pattern[at + 1] == 'P';
        at += 2;
        if (at >= pattern.Length)
            throw new Re2SyntaxException("invalid character class range", pattern[start..]);
        string name;
        if (pattern[at] == '{')
        {
            var end = pattern.IndexOf('}', at);
            if (end < 0)
                throw new Re2SyntaxException("invalid character class range", pattern[start..]);
            name = pattern[(at + 1)..end];
            at = end + 1;
        }
        else
        {
            name = NextRune(ref at).ToString();
        }
        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }
        if (name == "Any")
            return negated ? "" : @"\u0000-\uFFFF";
        if (!Categories.Contains(name))
            throw new Re2SyntaxException("invalid character class range", pattern[start..at]);
        return $"\\{(negated ? 'P' : 'p')}{{{name}}}";
    }

    private static readonly HashSet<string> Categories =
    [
        "C", "Cc", "Cf", "Co", "Cs", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No",
        "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs",
    ];
}
