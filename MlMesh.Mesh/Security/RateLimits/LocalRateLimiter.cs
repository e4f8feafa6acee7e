using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>The buckets of one local rate limit. Thread-safe; deciding allocates nothing but a new caller's bucket.</summary>
internal sealed class LocalRateLimiter
{
    private const int MostMatches = 8;

    private readonly TokenBucket? _default;
    private readonly Dictionary<DescriptorEntry[], TokenBucket>.AlternateLookup<ReadOnlySpan<DescriptorEntry>> _exact;
    private readonly ImmutableArray<DynamicBuckets> _dynamic;

    public LocalRateLimiter(LocalRateLimit limit, TimeProvider time)
    {
        Limit = limit;
        Sources = DescriptorSource.Compile(limit.RateLimits);
        _default = limit.TokenBucket is { } bucket && bucket.FillInterval > TimeSpan.Zero ? new TokenBucket(bucket, time) : null;
        var exact = new Dictionary<DescriptorEntry[], TokenBucket>(DescriptorComparer.Instance);
        foreach (var descriptor in limit.Descriptors.Where(descriptor => !IsOpen(descriptor)))
            exact.TryAdd([.. descriptor.Entries], new TokenBucket(descriptor.TokenBucket, time));
        _exact = exact.GetAlternateLookup<ReadOnlySpan<DescriptorEntry>>();
        _dynamic = [.. limit.Descriptors.Where(IsOpen).Select(descriptor => new DynamicBuckets(descriptor, limit.MaxDynamicDescriptors, time))];
    }

    /// <summary>What is configured.</summary>
    public LocalRateLimit Limit { get; }

    /// <summary>How requests are described by the limit itself; empty: as the route says.</summary>
    public ImmutableArray<DescriptorSource> Sources { get; }

    /// <summary>Counts a request.</summary>
    /// <param name="sources">How the request is described, not asked when there are no descriptors.</param>
    /// <param name="input">The request.</param>
    /// <param name="bucket">The bucket that refused, or of which answers tell; none when nothing limits the request.</param>
    /// <returns>Whether it is within the limit.</returns>
    public bool TryTake(ReadOnlySpan<DescriptorSource> sources, in RateLimitInput input, out TokenBucket? bucket)
    {
        var matches = default(Matches);
        var count = 0;
        if (Limit.Descriptors.Count > 0)
        {
            var descriptor = default(DescriptorBuffer);
            foreach (var source in sources)
            {
                if (source.Stage != Limit.Stage || source.CanBeDisabled || !source.TryDescribe(input, ref descriptor))
                    continue;
                if (count < MostMatches && Find(descriptor.Written) is { } found)
                    Insert(ref matches, count++, found);
            }
        }

        for (var i = 0; i < count; i++)
        {
            bucket = matches[i];
            if (!bucket.TryTake())
                return false;
        }

        var allowed = true;
        if ((count == 0 || Limit.AlwaysConsumeDefaultTokenBucket) && _default is not null)
            allowed = _default.TryTake();
        bucket = count > 0 && allowed ? matches[0] : _default;
        return allowed;
    }

    private static bool IsOpen(LocalRateLimitDescriptor descriptor) => descriptor.Entries.Any(entry => entry.Value.Length == 0);

    // The slowest bucket is asked first, so that a request that it refuses takes no token of the others.
    private static void Insert(ref Matches matches, int count, TokenBucket bucket)
    {
        var at = count;
        for (; at > 0 && matches[at - 1].Rate > bucket.Rate; at--)
            matches[at] = matches[at - 1];
        matches[at] = bucket;
    }

    private TokenBucket? Find(ReadOnlySpan<DescriptorEntry> descriptor)
    {
        if (_exact.TryGetValue(descriptor, out var exact))
            return exact;
        foreach (var buckets in _dynamic)
        {
            if (buckets.Find(descriptor) is { } bucket)
                return bucket;
        }

        return null;
    }

    [InlineArray(MostMatches)]
    private struct Matches
    {
        private TokenBucket _first;
    }
}
