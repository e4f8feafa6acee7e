using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>
/// Counts requests in fixed windows, in the place of the Redis that the rate-limit service keeps its counts in: one for all proxies of a process that share it. Thread-safe.
/// </summary>
public sealed class RateLimitCounters
{
    /// <summary>So many counts are kept without a thought; beyond, those of past windows are thrown away.</summary>
    private const int Comfortable = 4_096;

    /// <summary>Most counts; beyond, some user's count begins anew.</summary>
    private const int Most = 100_000;

    private readonly Dictionary<DescriptorEntry[], Counter> _counters = new(DescriptorComparer.Instance);
    private readonly Dictionary<DescriptorEntry[], Counter>.AlternateLookup<ReadOnlySpan<DescriptorEntry>> _lookup;
    private long _sweptAt;

    /// <summary>Creates counters at zero.</summary>
    public RateLimitCounters() => _lookup = _counters.GetAlternateLookup<ReadOnlySpan<DescriptorEntry>>();

    /// <summary>Counts one request.</summary>
    /// <param name="descriptor">What it is counted under.</param>
    /// <param name="now">The second, since 1970.</param>
    /// <param name="windowEnd">The second at which its window ends.</param>
    /// <returns>The number of requests in the window, this one included.</returns>
    internal uint Add(ReadOnlySpan<DescriptorEntry> descriptor, long now, long windowEnd)
    {
        lock (_counters)
        {
            if (_lookup.TryGetValue(descriptor, out var counter))
            {
                if (counter.WindowEnd != windowEnd)
                    (counter.Count, counter.WindowEnd) = (0, windowEnd);
                return ++counter.Count;
            }

            MakeRoom(now);
            _counters.Add(descriptor.ToArray(), new Counter { Count = 1, WindowEnd = windowEnd });
            return 1;
        }
    }

    private void MakeRoom(long now)
    {
        if (_counters.Count < Comfortable)
            return;
        if (_sweptAt != now)
        {
            _sweptAt = now;
            foreach (var (descriptor, counter) in _counters)
            {
                if (counter.WindowEnd <= now)
                    _counters.Remove(descriptor);
            }
        }

        if (_counters.Count >= Most)
            _counters.Remove(_counters.Keys.First());
    }

    private sealed class Counter
    {
        public uint Count { get; set; }

        public long WindowEnd { get; set; }
    }
}
