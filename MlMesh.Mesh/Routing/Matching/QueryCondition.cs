namespace MlMesh.Mesh.Routing.Matching;

/// <summary>A condition on a query parameter. The first of several counts; nothing is decoded; only <c>&amp;</c> separates.</summary>
/// <param name="Name">Name, case-sensitive.</param>
/// <param name="Value">What the value must be.</param>
public sealed record QueryCondition(string Name, ValueMatcher Value)
{
    /// <summary>Evaluates the condition on a query without its question mark.</summary>
    public bool Matches(ReadOnlySpan<char> query) => QueryString.TryGet(query, Name, out var value) && Value.Matches(value);
}
