using System.Collections.Concurrent;
using System.Collections.Immutable;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Security.EnvoyFilters;
using MlMesh.Mesh.Security.ExternalAuthorization;
using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Sidecar.Filters.External;
using MlMesh.Mesh.Sidecar.Filters.Tokens;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>The filter chains of one proxy under one policy. A chain is put together when its port is first asked for.</summary>
internal sealed class FilterChains(ProxyPolicy policy, FilterServices services)
{
    private readonly WorkloadAuthorization _authorization = WorkloadAuthorization.For(policy.Policy.Resources, policy.Workload);
    private readonly ImmutableArray<TokenRule> _tokenRules = [.. RequestAuthentications.For(policy.Policy.Resources, policy.Workload).Select(rule => new TokenRule(rule, services))];
    private readonly ProxyPatches _patches = ProxyPatches.For(policy.Policy.Resources, policy.Workload);
    private readonly ConcurrentDictionary<FilterChainKey, HttpFilterChain> _chains = new();

    /// <summary>The chain of a request.</summary>
    /// <param name="listener">Where it enters; on a sidecar's outbound side only EnvoyFilters put filters.</param>
    /// <param name="connection">Its connection.</param>
    public HttpFilterChain For(ListenerKind listener, DownstreamConnection connection) => listener == ListenerKind.Outbound && _patches.Filters.IsEmpty
        ? HttpFilterChain.Empty
        : _chains.GetOrAdd(new FilterChainKey(listener, connection.Destination.Port, connection.PeerIdentity is not null), static (key, chains) => chains.Build(key), this);

    // The order is that of istiod's listeners. Filters without effect on requests are there for EnvoyFilters that stand beside them.
    private HttpFilterChain Build(FilterChainKey key)
    {
        var chain = new List<FilterSlot> { new("istio.metadata_exchange") };
        if (key.Listener != ListenerKind.Outbound)
            AddPolicies(chain, key.Port);
        chain.Add(new FilterSlot("envoy.filters.http.grpc_stats"));
        if (key.Listener != ListenerKind.Inbound)
            chain.Add(new FilterSlot("istio.alpn"));
        var fault = new FilterSlot(FilterSlot.Fault);
        chain.AddRange([fault, new FilterSlot("envoy.filters.http.cors"), new FilterSlot("istio.stats"), new FilterSlot(FilterSlot.Router)]);

        if (!_patches.Filters.IsEmpty)
        {
            var factory = new RateLimitFilters(key, policy, _patches, services);
            FilterPlacement.Apply(chain, key.Shape(policy), _patches.Filters, factory.Create);
        }

        return HttpFilterChain.Split(chain, chain.IndexOf(fault));
    }

    private void AddPolicies(List<FilterSlot> chain, int port)
    {
        if (!_authorization.Providers.IsEmpty)
        {
            var authorizer = Authorizer.Find(_authorization.Providers, policy.Policy);
            var filter = new ExternalAuthorizationFilter(_authorization, new AuthorizationView(_authorization, policy.Workload, port), authorizer, services);
            chain.AddRange([new FilterSlot(FilterSlot.Authorization), new FilterSlot(FilterSlot.ExternalAuthorization, filter)]);
        }

        if (!_tokenRules.IsEmpty)
            chain.Add(new FilterSlot(FilterSlot.Token, new JwtFilter(_tokenRules)));
        if (!_authorization.IsEmpty)
            chain.Add(new FilterSlot(FilterSlot.Authorization, new AuthorizationFilter(_authorization, policy.Workload, port)));
    }
}
