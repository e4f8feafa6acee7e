using System.Text.RegularExpressions;
using MlMesh.Mesh.RegularExpressions;

namespace MlMesh.Mesh.Routing.Matching;

/// <summary>A compiled StringMatch.</summary>
public sealed class ValueMatcher
{
    private readonly ValueMatchKind _kind;
    private readonly string _value;
    private readonly Regex? _regex;
    private readonly StringComparison _comparison;

    private ValueMatcher(ValueMatchKind kind, string value, Regex? regex, bool ignoreCase)
    {
        _kind = kind;
        _value = value;
        _regex = regex;
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    }

    /// <summary>How values are compared.</summary>
    public ValueMatchKind Kind => _kind;

    /// <summary>The value or pattern as written.</summary>
    public string Value => _value;

    /// <summary>Whether case does not count; never for a regular expression.</summary>
    public bool IgnoresCase => _comparison == StringComparison.OrdinalIgnoreCase;

    /// <summary>The whole value is equal.</summary>
    public static ValueMatcher Exact(string value, bool ignoreCase = false) => new(ValueMatchKind.Exact, value, null, ignoreCase);

    /// <summary>The value starts so.</summary>
    public static ValueMatcher Prefix(string value, bool ignoreCase = false) => new(ValueMatchKind.Prefix, value, null, ignoreCase);

    /// <summary>The whole value matches an RE2 pattern.</summary>
    /// <exception cref="Re2SyntaxException">RE2 refuses the pattern.</exception>
    public static ValueMatcher Regex(string pattern) => new(ValueMatchKind.Regex, pattern, Re2.FullMatch(pattern), false);

    /// <summary>Any value, empty ones included.</summary>
    public static ValueMatcher Present() => new(ValueMatchKind.Present, "", null, false);

    /// <summary>Compares a value; allocates nothing.</summary>
    public bool Matches(ReadOnlySpan<char> value) => _kind switch
    {
        ValueMatchKind.Exact => value.Equals(_value, _comparison),
        ValueMatchKind.Prefix => value.StartsWith(_value, _comparison),
        ValueMatchKind.Regex => _regex!.IsMatch(value),
        _ => true,
    };

    /// <inheritdoc />
    public override string ToString() => _kind switch
    {
        ValueMatchKind.Present => "present",
        _ => $"{_kind.ToString().ToLowerInvariant()} \"{_value}\"{(IgnoresCase ? " (ignoring case)" : "")}",
    };
}
