using System.Text;

namespace MlMesh.Mesh.RegularExpressions;

/// <summary>Reads a bracketed character class and writes the .NET class of the same characters.</summary>
internal sealed class Re2ClassParser(string pattern, Re2Escapes escapes)
{
    private static readonly Dictionary<string, (string Members, string Others)> Posix = new()
    {
        ["alnum"] = ("0-9A-Za-z", @"\u0000-/:-@\u005B-`\u007B-\uFFFF"),
        ["alpha"] = ("A-Za-z", @"\u0000-@\u005B-`\u007B-\uFFFF"),
        ["ascii"] = (@"\u0000-\u007F", @"\u0080-\uFFFF"),
        ["blank"] = (@"\t ", @"\u0000-\u0008\u000A-\u001F!-\uFFFF"),
        ["cntrl"] = (@"\u0000-\u001F\u007F", @" -~\u0080-\uFFFF"),
        ["digit"] = ("0-9", @"\u0000-/:-\uFFFF"),
        ["graph"] = ("!-~", @"\u0000- \u007F-\uFFFF"),
        ["lower"] = ("a-z", @"\u0000-`\u007B-\uFFFF"),
        ["print"] = (" -~", @"\u0000-\u001F\u007F-\uFFFF"),
        ["punct"] = (@"!-/:-@\u005B-`\u007B-~", @"\u0000- 0-9A-Za-z\u007F-\uFFFF"),
        ["space"] = (@"\t-\r ", @"\u0000-\u0008\u000E-\u001F!-\uFFFF"),
        ["upper"] = ("A-Z", @"\u0000-@\u005B-\uFFFF"),
        ["word"] = ("0-9A-Z_a-z", @"\u0000-/:-@\u005B-\u005E`\u007B-\uFFFF"),
        ["xdigit"] = ("0-9A-Fa-f", @"\u0000-/:-@G-`g-\uFFFF"),
    };

    public string Parse(ref int at)
    {
        var start = at++;
        var negated = at < pattern.Length && pattern[at] == '^';
        if (negated)
            at++;
        var items = new StringBuilder();
        for (var first = true; at >= pattern.Length || pattern[at] != ']' || first; first = false)
        {
            if (TryReadPosix(ref at, items))
                continue;
            if (escapes.TryReadClass(ref at, out var escaped))
            {
                items.Append(escaped);
                continue;
            }
            ReadRange(ref at, start, items);
        }
        at++;
        if (items.Length == 0)
            return negated ? @"[\u0000-\uFFFF]" : @"[^\u0000-\uFFFF]";
        return $"[{(negated ? "^" : "")}{items}]";
    }

    private bool TryReadPosix(ref int at, StringBuilder items)
    {
        if (at + 2 >= pattern.Length || pattern[at] != '[' || pattern[at + 1] != ':')
            return false;
        var end = pattern.IndexOf(":]", at + 2, StringComparison.Ordinal);
        if (end < 0)
            return false;
        var name = pattern[(at + 2)..end];
        var negated = name.StartsWith('^');
        if (!Posix.TryGetValue(negated ? name[1..] : name, out var set))
            throw new Re2SyntaxException("invalid character class range", pattern[at..(end + 2)]);
        items.Append(negated ? set.Others : set.Members);
        at = end + 2;
        return true;
    }

    private void ReadRange(ref int at, int classStart, StringBuilder items)
    {
        var start = at;
        var low = ReadMember(ref at, classStart);
        var high = low;
        if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
        {
            at++;
            high = ReadMember(ref at, classStart);
            if (high < low)
                throw new Re2SyntaxException("invalid character class range", pattern[start..at]);
        }
        if (low.Value > char.MaxValue)
            return;
        items.Append(Re2Escapes.Unit((char)low.Value));
        if (high != low)
            items.Append('-').Append(Re2Escapes.Unit((char)Math.Min(high.Value, char.MaxValue)));
    }

    private Rune ReadMember(ref int at, int classStart)
    {
        if (at >= pattern.Length)
            throw new Re2SyntaxException("missing closing ]", pattern[classStart..]);
        return pattern[at] == '\\' ? escapes.ReadCharacter(ref at) : escapes.NextRune(ref at);
    }
}
