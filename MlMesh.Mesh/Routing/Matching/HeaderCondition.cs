using Microsoft.Extensions.Primitives;

namespace MlMesh.Mesh.Routing.Matching;

/// <summary>A condition on a header. Lines of a repeated header are compared as one value, joined by a comma without space.</summary>
/// <param name="Name">Name in lower case; pseudo-headers have their colon.</param>
/// <param name="Value">What the value must be.</param>
/// <param name="Inverted"><c>withoutHeaders</c>: the value must not be so; an absent header counts as empty.</param>
public sealed record HeaderCondition(string Name, ValueMatcher Value, bool Inverted)
{
    /// <summary>Evaluates the condition.</summary>
    public bool Matches(in RequestHead request)
    {
        var lines = request.Header(Name);
        if (Value.Kind == ValueMatchKind.Present)
            return lines.Count > 0 != Inverted;
        if (lines.Count == 0)
            return Inverted && !Value.Matches(default);
        return Value.Matches(Join(lines)) != Inverted;
    }

    /// <summary>Says in words that the condition does not hold.</summary>
    internal string Describe(in RequestHead request)
    {
        var lines = request.Header(Name);
        var actual = lines.Count == 0 ? "absent" : $"'{Join(lines)}'";
        return $"header '{Name}' is {actual} and must {(Inverted ? "not be" : "be")} {Value}";
    }

    private static string Join(StringValues lines) => lines.Count == 1 ? lines[0] ?? "" : string.Join(',', lines.ToArray());
}
