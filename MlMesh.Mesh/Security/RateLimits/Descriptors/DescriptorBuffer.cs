using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>Room for the descriptor of one request, on the stack.</summary>
internal ref struct DescriptorBuffer
{
    /// <summary>Most entries of a descriptor; further ones are left out.</summary>
    public const int Capacity = 16;

    private Entries _entries;
    private int _count;

    /// <summary>What was added.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<DescriptorEntry> Written => ((ReadOnlySpan<DescriptorEntry>)_entries)[.._count];

    public void Clear() => _count = 0;

    public void Add(string key, string value)
    {
        if (_count < Capacity)
            _entries[_count++] = new DescriptorEntry(key, value);
    }

    [InlineArray(Capacity)]
    private struct Entries
    {
        private DescriptorEntry _first;
    }
}
