using System.Collections.Immutable;

namespace MlMesh.Mesh.Routing.Matching;

/// <summary>A condition on a claim of the verified token. Without a token, or without the claim, it does not hold; inverted it does.</summary>
/// <param name="Path">The claim's name, or the names on the way to a nested one.</param>
/// <param name="Value">What one of the claim's texts must be; numbers and truth values have none.</param>
/// <param name="Inverted"><c>withoutHeaders</c>: none of them may be so.</param>
public sealed record ClaimCondition(ImmutableArray<string> Path, ValueMatcher Value, bool Inverted)
{
    private readonly IReadOnlyList<string> _path = Path;

    /// <summary>Evaluates the condition; allocates nothing.</summary>
    public bool Matches(in RequestHead request) => HasSuchText(request.Claims) != Inverted;

    /// <summary>Says in words that the condition does not hold.</summary>
    internal string Describe(in RequestHead request)
    {
        var texts = request.Claims?.Values(_path) ?? [];
        var actual = texts.Count == 0 ? "absent" : $"'{string.Join("', '", texts)}'";
        return $"claim '{string.Join('.', Path)}' is {actual} and must {(Inverted ? "not be" : "be")} {Value}";
    }

    private bool HasSuchText(ITokenClaims? claims)
    {
        if (claims is null)
            return false;
        var texts = claims.Values(_path);
        for (var i = 0; i < texts.Count; i++)
        {
            if (Value.Matches(texts[i]))
                return true;
        }
        return false;
    }
}
