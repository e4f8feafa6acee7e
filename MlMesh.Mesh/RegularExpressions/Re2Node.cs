namespace MlMesh.Mesh.RegularExpressions;

/// <summary>A translated part of a pattern with what is needed to judge repetitions of it.</summary>
/// <param name="Text">The .NET form; it may be followed by a quantifier.</param>
/// <param name="Children">The parts inside.</param>
internal sealed record Re2Node(string Text, IReadOnlyList<Re2Node> Children)
{
    /// <summary>Least count of a counted repetition.</summary>
    public int Minimum { get; init; }

    /// <summary>Greatest count of a counted repetition, -1 without one; none when this is no counted repetition.</summary>
    public int? Maximum { get; init; }

    /// <summary>Whether nested counted repetitions multiply to at most <paramref name="limit"/> copies.</summary>
    public bool RepeatsAtMost(int limit)
    {
        if (Maximum is { } maximum)
        {
            var copies = maximum < 0 ? Minimum : maximum;
            if (maximum == 0)
                return true;
            if (copies > limit)
                return false;
            if (copies > 0)
                limit /= copies;
        }
        foreach (var child in Children)
        {
            if (!child.RepeatsAtMost(limit))
                return false;
        }
        return true;
    }
}
