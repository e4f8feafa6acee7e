using System.Collections.Immutable;

namespace MlMesh.Mesh.Security.ExternalAuthorization;

/// <summary>A list of header names as an extension provider states it: exact, <c>x-*</c> or <c>*-x</c>, without regard to case.</summary>
internal sealed class HeaderNameSet
{
    private readonly ImmutableArray<string> _patterns;

    public HeaderNameSet(IEnumerable<string> patterns) => _patterns = [.. patterns];

    public bool IsEmpty => _patterns.IsEmpty;

    /// <summary>Whether a name is in the list.</summary>
    public bool Contains(string name)
    {
        foreach (var pattern in _patterns)
        {
            if (Matches(pattern, name))
                return true;
        }

        return false;
    }

    private static bool Matches(string pattern, string name)
    {
        if (pattern.StartsWith('*'))
            return name.AsSpan().EndsWith(pattern.AsSpan(1), StringComparison.OrdinalIgnoreCase);
        return pattern.EndsWith('*')
            ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.OrdinalIgnoreCase)
            : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);
    }
}
