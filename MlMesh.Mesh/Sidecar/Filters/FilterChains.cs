using System.Collections.Concurrent;
using System.Collections.Immutable;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Sidecar.Filters.Tokens;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>The filter chains of one proxy under one policy. A chain is put together when its port is first asked for.</summary>
internal sealed class FilterChains(ProxyPolicy policy, FilterServices services)
{
    private readonly WorkloadAuthorization _authorization = WorkloadAuthorization.For(policy.Policy.Resources, policy.Workload);
    private readonly ImmutableArray<TokenRule> _tokenRules = [.. RequestAuthentications.For(policy.Policy.Resources, policy.Workload).Select(rule => new TokenRule(rule, services))];
    private readonly ConcurrentDictionary<(ListenerKind Listener, int Port), HttpFilterChain> _chains = new();

    /// <summary>The chain of a port.</summary>
    /// <param name="listener">Where requests enter; istiod puts no filter of a policy on a sidecar's outbound side.</param>
    /// <param name="port">The workload port.</param>
    public HttpFilterChain For(ListenerKind listener, int port) => listener == ListenerKind.Outbound
        ? HttpFilterChain.Empty
        : _chains.GetOrAdd((listener, port), static (key, chains) => new HttpFilterChain(chains.Build(key.Port)), this);

    // The order is that of istiod's listeners.
    private ImmutableArray<IHttpFilter> Build(int port)
    {
        var filters = ImmutableArray.CreateBuilder<IHttpFilter>();
        if (!_tokenRules.IsEmpty)
            filters.Add(new JwtFilter(_tokenRules));
        if (!_authorization.IsEmpty)
            filters.Add(new AuthorizationFilter(_authorization, policy.Workload, port));
        return filters.ToImmutable();
    }
}
