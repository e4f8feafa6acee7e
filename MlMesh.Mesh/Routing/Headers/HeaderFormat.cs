using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace MlMesh.Mesh.Routing.Headers;

/// <summary>A header value with Envoy's substitution commands: <c>%REQ(name?other):length%</c>, <c>%RESP(name)%</c>, <c>%COMMAND(argument)%</c>, and <c>%%</c> for a percent sign.</summary>
public sealed class HeaderFormat
{
    private readonly ImmutableArray<Part> _parts;

    private HeaderFormat(string text, ImmutableArray<Part> parts)
    {
        Text = text;
        _parts = parts;
    }

    /// <summary>The value as written, or, when it has no command, as it is sent.</summary>
    public string Text { get; }

    /// <summary>It holds no command, so <see cref="Evaluate"/> always gives <see cref="Text"/>.</summary>
    public bool IsLiteral => _parts.IsDefault;

    /// <summary>A value in which nothing is substituted.</summary>
    public static HeaderFormat Literal(string text) => new(text, default);

    /// <summary>Reads a value. What is not a well-formed command (which validation refuses) stands for itself.</summary>
    public static HeaderFormat Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains('%', StringComparison.Ordinal))
            return Literal(text);
        var parts = ImmutableArray.CreateBuilder<Part>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                literal.Append(text[i++]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '%')
            {
                literal.Append('%');
                i += 2;
            }
            else if (TryReadCommand(text, i, out var part, out var end))
            {
                if (literal.Length > 0)
                    parts.Add(new Part("", literal.ToString(), null));
                literal.Clear();
                parts.Add(part);
                i = end;
            }
            else
            {
                literal.Append(text[i++]);
            }
        }
        if (parts.Count == 0)
            return Literal(literal.ToString());
        if (literal.Length > 0)
            parts.Add(new Part("", literal.ToString(), null));
        return new HeaderFormat(text, parts.ToImmutable());
    }

    /// <summary>The value for one request; a command that has nothing to say gives nothing.</summary>
    public string Evaluate(ISubstitutions substitutions)
    {
        if (IsLiteral)
            return Text;
        if (_parts.Length == 1)
            return _parts[0].Evaluate(substitutions);
        var result = new StringBuilder();
        foreach (var part in _parts)
            result.Append(part.Evaluate(substitutions));
        return result.ToString();
    }

    /// <inheritdoc />
    public override string ToString() => Text;

    private static bool TryReadCommand(string text, int start, out Part part, out int end)
    {
        part = default;
        end = start;
        var at = start + 1;
        while (at < text.Length && (char.IsAsciiLetterUpper(text[at]) || char.IsAsciiDigit(text[at]) || text[at] == '_'))
            at++;
        if (at == start + 1)
            return false;
        var name = text[(start + 1)..at];
        var argument = "";
        if (at < text.Length && text[at] == '(')
        {
            var close = text.IndexOf(')', at);
            if (close < 0)
                return false;
            argument = text[(at + 1)..close];
            at = close + 1;
        }
        int? length = null;
        if (at < text.Length && text[at] == ':')
        {
            var digits = at + 1;
            while (digits < text.Length && char.IsAsciiDigit(text[digits]))
                digits++;
            if (!int.TryParse(text.AsSpan((at + 1)..digits), NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
                return false;
            length = limit;
            at = digits;
        }
        if (at >= text.Length || text[at] != '%')
            return false;
        part = new Part(name, argument, length);
        end = at + 1;
        return true;
    }

    private readonly record struct Part(string Command, string Argument, int? Length)
    {
        public string Evaluate(ISubstitutions substitutions)
        {
            var value = Command switch
            {
                "" => Argument,
                "REQ" => Header(substitutions, static (source, name) => source.RequestHeader(name)),
                "RESP" => Header(substitutions, static (source, name) => source.ResponseHeader(name)),
                _ => substitutions.Command(Command, Argument) ?? "",
            };
            return Length is { } length && value.Length > length ? value[..length] : value;
        }

        private string Header(ISubstitutions substitutions, Func<ISubstitutions, string, StringValues> read)
        {
            var question = Argument.IndexOf('?', StringComparison.Ordinal);
            var first = read(substitutions, (question < 0 ? Argument : Argument[..question]).ToLowerInvariant());
            if (first.Count == 0 && question >= 0)
                first = read(substitutions, Argument[(question + 1)..].ToLowerInvariant());
            return first.Count == 0 ? "" : first[0] ?? "";
        }
    }
}
