namespace MlMesh.Mesh.Resources.Admission;

/// <summary>
/// The form of a header's value with Envoy's substitutions: text, <c>%%</c>, <c>%COMMAND%</c>, <c>%COMMAND(argument)%</c> and <c>%COMMAND(["a", "b"])%</c>.
/// Which commands there are is Envoy's to know; only the form is checked.
/// </summary>
internal ref struct HeaderValues
{
    private const string Prefix = "header value configuration: invalid header configuration. ";

    private readonly ReadOnlySpan<char> _value;
    private int _position;

    private HeaderValues(ReadOnlySpan<char> value) => _value = value;

    /// <summary>Istio's reason to refuse the value, or null.</summary>
    public static string? Fault(string value)
    {
        if (value.Any(c => c is '\x7F' or (< ' ' and not '\t')))
            return $"header value configuration {value} is invalid";

        var reason = new HeaderValues(value).Text();
        return reason is null ? null : Prefix + reason;
    }

    private bool IsAtEnd => _position >= _value.Length;

    private readonly string Unterminated => $"Un-terminated variable expression '{_value}'";

    private string? Text()
    {
        while (!IsAtEnd)
        {
            if (_value[_position++] != '%')
                continue;

            if (IsAtEnd)
                return "Un-escaped %";
            if (_value[_position] == '%')
                _position++;
            else if (Command() is { } fault)
                return fault;
        }

        return null;
    }

    private string? Command()
    {
        var length = _value[_position..].IndexOfAny('%', '(');
        if (length < 0)
            return Unterminated;

        _position += length + 1;
        if (_value[_position - 1] == '%')
            return null;

        SkipBlanks();
        if (IsAtEnd)
            return Unterminated;

        // The first character of a plain argument is never its end.
        var fault = _value[_position++] == '[' ? Array() : Argument();
        return fault ?? Expect('%', "Expecting '%' or whitespace after");
    }

    private string? Argument()
    {
        while (!IsAtEnd)
        {
            switch (_value[_position++])
            {
                case '\\' when IsAtEnd:
                    return "Un-terminated backslash in JSON string";
                case '\\':
                    _position++;
                    break;
                case ')':
                    return null;
                case '"':
                    return ArrayRest();
            }
        }

        return Unterminated;
    }

    private string? Array() => Expect('"', "Expecting '\"'") ?? Argument();

    private string? ArrayRest()
    {
        SkipBlanks();
        if (IsAtEnd)
            return Unterminated;

        return _value[_position++] switch
        {
            ',' => Array(),
            ']' => Expect(')', "Expecting ')' or whitespace after '{}', but found '{}'"),
            _ => "Expecting ',', ']', or whitespace",
        };
    }

    private string? Expect(char expected, string fault)
    {
        SkipBlanks();
        if (IsAtEnd)
            return Unterminated;

        return _value[_position++] == expected ? null : fault;
    }

    private void SkipBlanks()
    {
        while (!IsAtEnd && _value[_position] == ' ')
            _position++;
    }
}
