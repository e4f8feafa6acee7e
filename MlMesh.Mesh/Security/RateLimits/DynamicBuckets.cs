using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>The buckets of a descriptor with open values: one for each combination that comes, up to a number; the one that was used longest ago gives way. Thread-safe.</summary>
internal sealed class DynamicBuckets
{
    private readonly LocalRateLimitDescriptor _descriptor;
    private readonly uint _most;
    private readonly TimeProvider _time;
    private readonly Dictionary<DescriptorEntry[], LinkedListNode<Item>> _items = new(DescriptorComparer.Instance);
    private readonly Dictionary<DescriptorEntry[], LinkedListNode<Item>>.AlternateLookup<ReadOnlySpan<DescriptorEntry>> _lookup;
    private readonly LinkedList<Item> _byUse = new();

    public DynamicBuckets(LocalRateLimitDescriptor descriptor, uint most, TimeProvider time)
    {
        _descriptor = descriptor;
        _most = Math.Max(most, 1);
        _time = time;
        _lookup = _items.GetAlternateLookup<ReadOnlySpan<DescriptorEntry>>();
    }

    /// <summary>The bucket of a request's descriptor; none when the descriptor is another.</summary>
    public TokenBucket? Find(ReadOnlySpan<DescriptorEntry> descriptor)
    {
        if (!IsFor(descriptor))
            return null;
        lock (_items)
        {
            if (_lookup.TryGetValue(descriptor, out var known))
            {
                _byUse.Remove(known);
                _byUse.AddFirst(known);
                return known.Value.Bucket;
            }

            var added = new Item(descriptor.ToArray(), new TokenBucket(_descriptor.TokenBucket, _time));
            _items.Add(added.Key, _byUse.AddFirst(added));
            if (_items.Count > _most)
            {
                _items.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }

            return added.Bucket;
        }
    }

    private bool IsFor(ReadOnlySpan<DescriptorEntry> descriptor)
    {
        var entries = _descriptor.Entries;
        if (descriptor.Length != entries.Count)
            return false;
        for (var i = 0; i < descriptor.Length; i++)
        {
            if (descriptor[i].Key != entries[i].Key || (entries[i].Value.Length > 0 && descriptor[i].Value != entries[i].Value))
                return false;
        }

        return true;
    }

    private sealed record Item(DescriptorEntry[] Key, TokenBucket Bucket);
}
