using System.Buffers;
using System.Globalization;
using System.Text;

namespace MlMesh.Mesh.Routing.Paths;

/// <summary>The WHATWG path canonicalization of Chromium's URL library, which Envoy applies.</summary>
internal static class PathCanonicalizer
{
    /// <summary>Characters that stay as they are wherever they stand (a dot only when no slash precedes it).</summary>
    public static SearchValues<char> Unchanged { get; } =
        SearchValues.Create("/!$&'()*+,-.0123456789:;=@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz~");

    /// <summary>The canonical form of a path without query; none when it holds an escaped zero byte.</summary>
    public static string? Canonicalize(string path)
    {
        var output = new StringBuilder(path.Length);
        var valid = true;
        var lastInvalidPercent = -1;
        for (var i = 0; i < path.Length; i++)
        {
            var dot = DotLength(path, i);
            if (dot > 0)
            {
                i += dot - 1 + ConsumeAfterDot(path, i + dot, output);
                if (lastInvalidPercent >= output.Length)
                    lastInvalidPercent = -1;
            }
            else if (path[i] == '\\')
            {
                output.Append('/');
            }
            else if (path[i] == '%')
            {
                if (!TryDecode(path, i, out var decoded))
                {
                    lastInvalidPercent = output.Length;
                    output.Append('%');
                }
                else if (IsUnreserved(decoded))
                {
                    output.Append(decoded);
                    i += 2;
                    if (lastInvalidPercent >= 0 && lastInvalidPercent + 3 >= output.Length)
                        GuardNestedEscape(path, i + 1, lastInvalidPercent, output);
                }
                else
                {
                    valid &= decoded != '\0';
                    output.Append(path, i, 3);
                    i += 2;
                }
            }
            else if (Unchanged.Contains(path[i]))
            {
                output.Append(path[i]);
            }
            else
            {
                valid &= path[i] != '\0';
                AppendEscaped(path, ref i, output);
            }
        }
        return valid ? output.ToString() : null;
    }

    private static int DotLength(string path, int at) =>
        path[at] == '.' ? 1 : at + 2 < path.Length && path[at] == '%' && path[at + 1] == '2' && (path[at + 2] | 0x20) == 'e' ? 3 : 0;

    private static bool IsSlash(char value) => value is '/' or '\\';

    /// <summary>Handles a dot that ends just before <paramref name="after"/> and says how many characters behind it are used up.</summary>
    private static int ConsumeAfterDot(string path, int after, StringBuilder output)
    {
        if (output.Length == 0 || output[^1] != '/')
        {
            output.Append('.');
            return 0;
        }
        if (after == path.Length)
            return 0;
        if (IsSlash(path[after]))
            return 1;
        var second = DotLength(path, after);
        var behind = after + second;
        if (second == 0 || (behind < path.Length && !IsSlash(path[behind])))
        {
            output.Append('.');
            return 0;
        }
        BackUp(output);
        return behind == path.Length ? second : second + 1;
    }

    private static void BackUp(StringBuilder output)
    {
        var at = output.Length - 1;
        if (at == 0)
            return;
        do
            at--;
        while (at > 0 && output[at] != '/');
        output.Length = at + 1;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, int at, out char value)
    {
        value = '\0';
        if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            return false;
        value = (char)byte.Parse(text.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return true;
    }

    private static bool IsUnreserved(char value) => char.IsAsciiLetterOrDigit(value) || value is '-' or '.' or '_' or '~';

    private static void AppendEscaped(string path, ref int i, StringBuilder output)
    {
        // A header is bytes to Envoy; here it is text, so what is not ASCII goes through UTF-8.
        Rune.DecodeFromUtf16(path.AsSpan(i), out var rune, out var consumed);
        i += consumed - 1;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            output.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
    }

    /// <summary>A character was decoded right behind a percent sign that began no escape: keeps the two from reading as one, so <c>%%300</c> does not become <c>%00</c>.</summary>
    private static void GuardNestedEscape(string path, int next, int percent, StringBuilder output)
    {
        var length = output.Length;
        var last = output[^1];
        var borrowed = percent == length - 2;
        if (borrowed)
        {
            if (next >= path.Length || path[next] >= 0x80)
                return;
            output.Append(path[next]);
        }
        if (TryDecode(output.ToString(percent, output.Length - percent), 0, out _))
        {
            if (!borrowed)
                output.Append(output[percent + 1]);
            output[percent + 1] = '2';
            output[percent + 2] = '5';
            output.Append(last);
        }
        else if (borrowed)
        {
            output.Length = length;
        }
    }
}
