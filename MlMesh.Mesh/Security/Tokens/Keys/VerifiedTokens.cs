using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace MlMesh.Mesh.Security.Tokens.Keys;

/// <summary>
/// Tokens that were verified, by their whole text; bounded. Two generations: when the young one is full it becomes the old one, whose tokens are
/// forgotten unless they are asked for before the next change. Thread-safe; a look-up allocates nothing.
/// </summary>
/// <param name="capacity">How many tokens a generation holds.</param>
internal sealed class VerifiedTokens(int capacity = 512)
{
    private readonly Lock _lock = new();
    private volatile ConcurrentDictionary<string, JsonWebToken> _young = New();
    private volatile ConcurrentDictionary<string, JsonWebToken> _old = New();
    private int _count;

    /// <summary>Finds a token.</summary>
    public bool TryGet(ReadOnlySpan<char> text, [NotNullWhen(true)] out JsonWebToken? token)
    {
        if (_young.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out token))
            return true;
        if (!_old.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out token))
            return false;
        Add(token);
        return true;
    }

    /// <summary>Remembers a token.</summary>
    public void Add(JsonWebToken token)
    {
        lock (_lock)
        {
            if (!_young.TryAdd(token.Text, token) || ++_count < capacity)
                return;
            _old = _young;
            _young = New();
            _count = 0;
        }
    }

    private static ConcurrentDictionary<string, JsonWebToken> New() => new(StringComparer.Ordinal);
}
