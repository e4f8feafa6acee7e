using System.Collections.Immutable;
using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>The limits that may follow an entry of a descriptor, compiled for look-up as envoyproxy/ratelimit does it: the value, else the value's beginning, else the key alone.</summary>
internal sealed class LimitNode
{
    private readonly Dictionary<DescriptorEntry, LimitNode> _exact = [];
    private readonly ImmutableArray<(string Key, string Prefix, LimitNode Node)> _beginnings;
    private readonly Dictionary<string, LimitNode> _byKey = new(StringComparer.Ordinal);

    public LimitNode(IReadOnlyList<ServiceDescriptor> descriptors, ServiceDescriptor? own = null)
    {
        Limit = own?.Limit;
        ShadowMode = own?.ShadowMode ?? false;
        var beginnings = ImmutableArray.CreateBuilder<(string, string, LimitNode)>();
        foreach (var descriptor in descriptors)
        {
            var node = new LimitNode(descriptor.Descriptors, descriptor);
            if (descriptor.Value.Length == 0)
                _byKey.TryAdd(descriptor.Key, node);
            else
                _exact.TryAdd(new DescriptorEntry(descriptor.Key, descriptor.Value), node);
            if (descriptor.Value.EndsWith('*'))
                beginnings.Add((descriptor.Key, descriptor.Value[..^1], node));
        }

        _beginnings = beginnings.ToImmutable();
    }

    /// <summary>The limit of descriptors that end here; none where nothing is limited.</summary>
    public ServiceRateLimit? Limit { get; }

    /// <summary>Whether requests over the limit are counted but not refused.</summary>
    public bool ShadowMode { get; }

    /// <summary>The node of a whole descriptor.</summary>
    public LimitNode? Find(ReadOnlySpan<DescriptorEntry> descriptor)
    {
        var node = this;
        foreach (var entry in descriptor)
        {
            if (node.Find(entry) is not { } next)
                return null;
            node = next;
        }

        return node;
    }

    private LimitNode? Find(in DescriptorEntry entry)
    {
        if (_exact.TryGetValue(entry, out var exact))
            return exact;
        foreach (var (key, prefix, node) in _beginnings)
        {
            if (key == entry.Key && entry.Value.StartsWith(prefix, StringComparison.Ordinal))
                return node;
        }

        return _byKey.GetValueOrDefault(entry.Key);
    }
}
