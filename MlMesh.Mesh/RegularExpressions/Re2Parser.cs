using System.Globalization;
using System.Text;

namespace MlMesh.Mesh.RegularExpressions;

/// <summary>Reads a pattern by the rules of Go's regexp/syntax with its Perl flags and writes its .NET form.</summary>
internal sealed class Re2Parser(string pattern)
{
    private const int RepeatLimit = 1000;
    private const int DepthLimit = 1000;

    private readonly Re2Escapes _escapes = new(pattern);
    private Re2Flags _flags;
    private int _at;
    private int _depth;

    public string Parse()
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (char.IsSurrogate(pattern[i]) && !(i + 1 < pattern.Length && char.IsSurrogatePair(pattern[i], pattern[i + 1]) && ++i > 0))
                throw new Re2SyntaxException("invalid UTF-8", pattern);
        }
        var result = ParseAlternatives();
        if (_at < pattern.Length)
            throw new Re2SyntaxException("unexpected )", pattern);
        return result.Text;
    }

    private Re2Node ParseAlternatives()
    {
        if (++_depth > DepthLimit)
            throw new Re2SyntaxException("expression nests too deeply", pattern);
        var text = new StringBuilder();
        var children = new List<Re2Node>();
        while (true)
        {
            var sequence = ParseSequence();
            text.Append(sequence.Text);
            children.Add(sequence);
            if (_at >= pattern.Length || pattern[_at] != '|')
                break;
            text.Append('|');
            _at++;
        }
        _depth--;
        return new Re2Node(text.ToString(), children);
    }

    private Re2Node ParseSequence()
    {
        var nodes = new List<Re2Node>();
        var lastRepeat = -1;
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
        {
            var start = _at;
            if (TryReadQuantifier(out var quantifier, out var minimum, out var maximum))
            {
                Repeat(nodes, start, lastRepeat, quantifier, minimum, maximum);
                lastRepeat = start;
                continue;
            }
            lastRepeat = -1;
            ParseAtom(nodes);
        }
        return new Re2Node(string.Concat(nodes.Select(node => node.Text)), nodes);
    }

    private bool TryReadQuantifier(out string quantifier, out int minimum, out int? maximum)
    {
        minimum = 0;
        maximum = null;
        quantifier = pattern[_at] is '*' or '+' or '?' ? pattern[_at].ToString() : "";
        if (quantifier.Length > 0)
        {
            _at++;
            return true;
        }
        if (pattern[_at] != '{')
            return false;
        var at = _at + 1;
        if (!ReadCount(ref at, out minimum))
            return false;
        var greatest = minimum;
        if (at < pattern.Length && pattern[at] == ',')
        {
            at++;
            if (at < pattern.Length && pattern[at] == '}')
                greatest = -1;
            else if (!ReadCount(ref at, out greatest))
                return false;
        }
        if (at >= pattern.Length || pattern[at] != '}')
            return false;
        at++;
        if (minimum > RepeatLimit || greatest > RepeatLimit || (greatest >= 0 && minimum > greatest))
            throw new Re2SyntaxException("invalid repeat count", pattern[_at..at]);
        maximum = greatest;
        quantifier = greatest == minimum ? $"{{{minimum}}}" : greatest < 0 ? $"{{{minimum},}}" : $"{{{minimum},{greatest}}}";
        _at = at;
        return true;
    }

    private bool ReadCount(ref int at, out int count)
    {
        var start = at;
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]))
            at++;
        count = 0;
        // Disallow leading zeros.
        if (at == start || (at - start > 1 && pattern[start] == '0'))
            return false;
        count = at - start > 8 ? int.MaxValue : int.Parse(pattern.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture);
        return true;
    }

    private void Repeat(List<Re2Node> nodes, int start, int lastRepeat, string quantifier, int minimum, int? maximum)
    {
        var lazy = (_flags & Re2Flags.Ungreedy) != 0;
        if (_at < pattern.Length && pattern[_at] == '?')
        {
            _at++;
            lazy = !lazy;
        }
        if (lastRepeat >= 0)
            throw new Re2SyntaxException("invalid nested repetition operator", pattern[lastRepeat.._at]);
        if (nodes.Count == 0)
            throw new Re2SyntaxException("missing argument to repetition operator", pattern[start.._at]);
        var node = new Re2Node($"(?:{nodes[^1].Text}){quantifier}{(lazy ? "?" : "")}", [nodes[^1]]) { Minimum = minimum, Maximum = maximum };
        if (maximum is not null && (minimum >= 2 || maximum >= 2) && !node.RepeatsAtMost(RepeatLimit))
            throw new Re2SyntaxException("invalid repeat count", pattern[start.._at]);
        nodes[^1] = node;
    }

    private void ParseAtom(List<Re2Node> nodes)
    {
        switch (pattern[_at])
        {
            case '(':
                ParseGroup(nodes);
                break;
            case '^':
                Add(nodes, (_flags & Re2Flags.MultiLine) != 0 ? "(?m:^)" : @"\A");
                _at++;
                break;
            case '$':
                Add(nodes, (_flags & Re2Flags.MultiLine) != 0 ? "(?m:$)" : @"\z");
                _at++;
                break;
            case '.':
                Add(nodes, (_flags & Re2Flags.DotMatchesNewline) != 0 ? "(?s:.)" : @"[^\n]");
                _at++;
                break;
            case '[':
                AddFolded(nodes, new Re2ClassParser(pattern, _escapes).Parse(ref _at));
                break;
            case '\\':
                ParseEscape(nodes);
                break;
            default:
                AddLiteral(nodes, _escapes.NextRune(ref _at));
                break;
        }
    }

    private void ParseEscape(List<Re2Node> nodes)
    {
        var letter = _at + 1 < pattern.Length ? pattern[_at + 1] : '\0';
        switch (letter)
        {
            case 'A' or 'b' or 'B' or 'z':
                Add(nodes, $@"\{letter}");
                _at += 2;
                return;
            case 'C':
                throw new Re2SyntaxException("invalid escape sequence", pattern.Substring(_at, 2));
            case 'Q':
                var end = pattern.IndexOf(@"\E", _at + 2, StringComparison.Ordinal);
                var stop = end < 0 ? pattern.Length : end;
                for (_at += 2; _at < stop;)
                    AddLiteral(nodes, _escapes.NextRune(ref _at));
                _at = end < 0 ? stop : stop + 2;
                return;
        }
        if (_escapes.TryReadClass(ref _at, out var items))
            AddFolded(nodes, $"[{items}]");
        else
            AddLiteral(nodes, _escapes.ReadCharacter(ref _at));
    }

    private void ParseGroup(List<Re2Node> nodes)
    {
        var outer = _flags;
        var open = "(";
        if (_at + 1 < pattern.Length && pattern[_at + 1] == '?')
        {
            if (!TryReadNamedGroup())
            {
                if (!ReadFlags())
                    return;
                open = "(?:";
            }
        }
        else
        {
            _at++;
        }
        var inner = ParseAlternatives();
        if (_at >= pattern.Length)
            throw new Re2SyntaxException("missing closing )", pattern);
        _at++;
        _flags = outer;
        nodes.Add(new Re2Node($"{open}{inner.Text})", [inner]));
    }

    private bool TryReadNamedGroup()
    {
        var rest = pattern.AsSpan(_at);
        var nameStart = rest.Length > 4 && rest.StartsWith("(?P<") ? 4 : rest.Length > 3 && rest.StartsWith("(?<") ? 3 : 0;
        if (nameStart == 0)
            return false;
        var end = rest.IndexOf('>');
        if (end < 0)
            throw new Re2SyntaxException("invalid named capture", rest.ToString());
        var name = end > nameStart ? rest[nameStart..end] : default;
        var valid = !name.IsEmpty;
        foreach (var c in name)
            valid &= char.IsAsciiLetterOrDigit(c) || c == '_';
        if (!valid)
            throw new Re2SyntaxException("invalid named capture", rest[..(end + 1)].ToString());
        _at += end + 1;
        return true;
    }

    /// <summary>Reads <c>(?flags)</c>, which changes the flags up to the end of the group, or <c>(?flags:</c>, which opens one: then the answer is true.</summary>
    private bool ReadFlags()
    {
        var start = _at;
        var flags = _flags;
        var negative = false;
        var sawFlag = false;
        for (_at += 2; _at < pattern.Length;)
        {
            var letter = pattern[_at++];
            var flag = letter switch { 'i' => Re2Flags.IgnoreCase, 'm' => Re2Flags.MultiLine, 's' => Re2Flags.DotMatchesNewline, 'U' => Re2Flags.Ungreedy, _ => Re2Flags.None };
            if (flag != Re2Flags.None)
            {
                flags = negative ? flags & ~flag : flags | flag;
                sawFlag = true;
            }
            else if (letter == '-' && !negative)
            {
                negative = true;
                sawFlag = false;
            }
            else if (letter is ':' or ')' && (sawFlag || !negative))
            {
                _flags = flags;
                return letter == ':';
            }
            else
            {
                break;
            }
        }
        throw new Re2SyntaxException(_at >= pattern.Length && pattern[^1] is not (':' or ')') ? "missing closing )" : "invalid or unsupported Perl syntax", pattern[start.._at]);
    }

    private void AddLiteral(List<Re2Node> nodes, Rune rune)
    {
        var text = new StringBuilder();
        foreach (var unit in rune.ToString())
            text.Append(char.IsAsciiLetterOrDigit(unit) ? unit.ToString() : Re2Escapes.Unit(unit));
        AddFolded(nodes, text.ToString());
    }

    private void AddFolded(List<Re2Node> nodes, string text) => Add(nodes, (_flags & Re2Flags.IgnoreCase) != 0 ? $"(?i:{text})" : text);

    private static void Add(List<Re2Node> nodes, string text) => nodes.Add(new Re2Node(text, []));
}
