using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>A token of a CEL expression.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text.</param>
/// <param name="Column">Column of its beginning, from 0.</param>
internal sealed partial record CelToken(CelTokenKind Kind, string Text, int Column)
{
    private const string Triple = "[bB]?[rR]?(?:\"\"\"(?:\\\\.|[^\\\\])*?\"\"\"|'''(?:\\\\.|[^\\\\])*?''')";
    private const string Raw = "[bB]?[rR](?:\"[^\"\\r\\n]*\"|'[^'\\r\\n]*')";
    private const string Quoted = "[bB]?(?:\"(?:\\\\.|[^\"\\\\\\r\\n])*\"|'(?:\\\\.|[^'\\\\\\r\\n])*')";
    private const string Number = @"0x[0-9a-fA-F]+[uU]?|[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+|\.[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+[uU]?";

    [GeneratedRegex(
        @"\G(?:\s+|//[^\n]*)*(?:(?<literal>" + Triple + "|" + Raw + "|" + Quoted + "|" + Number + @")|(?<name>[_a-zA-Z][_a-zA-Z0-9]*)|(?<symbol>==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()\[\]{}])|\z)",
        RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Next { get; }

    /// <summary>The tokens of a text; the last is its end.</summary>
    public static IReadOnlyList<CelToken> Split(string text)
    {
        var tokens = new List<CelToken>();
        var position = 0;
        while (true)
        {
            var match = Next.Match(text, position);
            if (!match.Success)
                throw new CelSyntaxException(position, $"token recognition error at: '{text[position..]}'");

            position = match.Index + match.Length;
            if (match.Groups["literal"] is { Success: true } literal)
                tokens.Add(new CelToken(CelTokenKind.Literal, literal.Value, literal.Index));
            else if (match.Groups["name"] is { Success: true } name)
                tokens.Add(new CelToken(CelTokenKind.Name, name.Value, name.Index));
            else if (match.Groups["symbol"] is { Success: true } symbol)
                tokens.Add(new CelToken(CelTokenKind.Symbol, symbol.Value, symbol.Index));
            else
                tokens.Add(new CelToken(CelTokenKind.End, "", position));

            if (tokens[^1].Kind == CelTokenKind.End)
                return tokens;
        }
    }
}
