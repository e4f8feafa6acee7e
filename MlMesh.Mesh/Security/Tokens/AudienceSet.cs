using System.Collections.Frozen;

namespace MlMesh.Mesh.Security.Tokens;

/// <summary>The audiences that a rule accepts. As in Envoy an http(s) scheme and a slash at the end do not count.</summary>
internal sealed class AudienceSet(IEnumerable<string> audiences)
{
    private readonly FrozenSet<string> _accepted = audiences.Select(audience => Bare(audience).ToString()).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether one of a token's audiences is accepted; without any accepted audience every token is.</summary>
    public bool Accepts(IReadOnlyList<string> audiences)
    {
        if (_accepted.Count == 0)
            return true;
        var lookup = _accepted.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < audiences.Count; i++)
        {
            if (lookup.Contains(Bare(audiences[i])))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Bare(string audience)
    {
        var bare = audience.AsSpan();
        if (bare.StartsWith("http://", StringComparison.Ordinal))
            bare = bare["http://".Length..];
        else if (bare.StartsWith("https://", StringComparison.Ordinal))
            bare = bare["https://".Length..];
        return bare.EndsWith('/') ? bare[..^1] : bare;
    }
}
