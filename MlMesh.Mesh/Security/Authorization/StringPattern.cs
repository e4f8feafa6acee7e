namespace MlMesh.Mesh.Security.Authorization;

/// <summary>
/// A value of a policy: exact, <c>prefix*</c>, <c>*suffix</c>, or <c>*</c> for anything. A star elsewhere is a literal star.
/// </summary>
internal readonly struct StringPattern
{
    private readonly Form _form;
    private readonly string _text;
    private readonly StringComparison _comparison;

    private StringPattern(Form form, string text, bool ignoreCase)
    {
        _form = form;
        _text = text;
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    }

    private enum Form
    {
        Exact,
        Prefix,
        Suffix,
        Any,
    }

    /// <summary><c>*</c>: anything that is there.</summary>
    internal bool IsAny => _form == Form.Any;

    internal static StringPattern Parse(string value, bool ignoreCase = false) => value switch
    {
        "*" => new StringPattern(Form.Any, "", ignoreCase),
        ['*', ..] => new StringPattern(Form.Suffix, value[1..], ignoreCase),
        [.., '*'] => new StringPattern(Form.Prefix, value[..^1], ignoreCase),
        _ => new StringPattern(Form.Exact, value, ignoreCase),
    };

    internal static StringPattern Exact(string value) => new(Form.Exact, value, false);

    internal static StringPattern Suffix(string value) => new(Form.Suffix, value, false);

    internal static StringPattern Prefix(string value) => new(Form.Prefix, value, false);

    /// <summary>Whether a value matches; <c>*</c> wants at least one character.</summary>
    internal bool Matches(ReadOnlySpan<char> value) => _form switch
    {
        Form.Exact => value.Equals(_text, _comparison),
        Form.Prefix => value.StartsWith(_text, _comparison),
        Form.Suffix => value.EndsWith(_text, _comparison),
        _ => value.Length > 0,
    };
}
