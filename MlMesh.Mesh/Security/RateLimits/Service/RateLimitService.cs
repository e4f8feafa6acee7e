using System.Collections.Frozen;
using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>
/// Decides as envoyproxy/ratelimit does, in this process: each descriptor of a request has at most one limit, and every limit counts the request, refused or not.
/// Windows are fixed and begin at whole units of UTC, so that at a window's edge up to twice the limit passes in a short time.
/// </summary>
internal sealed class RateLimitService(IEnumerable<RateLimitDomain> domains, RateLimitCounters counters, TimeProvider time)
{
    private readonly FrozenDictionary<string, LimitNode> _domains = domains.ToFrozenDictionary(domain => domain.Name, domain => new LimitNode(domain.Descriptors), StringComparer.Ordinal);

    /// <summary>Counts a request and decides about it.</summary>
    /// <param name="domain">The domain; nothing is limited in one without configuration.</param>
    /// <param name="descriptors">The request's descriptors.</param>
    /// <returns>One status for each descriptor that has a limit.</returns>
    public IReadOnlyList<LimitStatus> Ask(string domain, IReadOnlyList<DescriptorEntry[]> descriptors)
    {
        if (!_domains.TryGetValue(domain, out var root))
            return [];
        var nodes = descriptors.Select(descriptor => root.Find(descriptor)).ToList();
        var replaced = nodes.SelectMany(node => node?.Limit?.Replaces ?? []).ToHashSet(StringComparer.Ordinal);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var statuses = new List<LimitStatus>(descriptors.Count);
        for (var i = 0; i < descriptors.Count; i++)
        {
            if (nodes[i] is { Limit: { Unlimited: false } limit } node && !(limit.Name.Length > 0 && replaced.Contains(limit.Name)))
                statuses.Add(Count(domain, descriptors[i], limit, node.ShadowMode, now));
        }

        return statuses;
    }

    private LimitStatus Count(string domain, DescriptorEntry[] descriptor, ServiceRateLimit limit, bool shadow, long now)
    {
        var left = limit.UnitSeconds - (int)(now % limit.UnitSeconds);
        var count = counters.Add([new DescriptorEntry("", domain), .. descriptor], now, now + left);
        return new LimitStatus(limit, count > limit.RequestsPerUnit ? 0 : limit.RequestsPerUnit - count, left, count > limit.RequestsPerUnit && !shadow);
    }
}
