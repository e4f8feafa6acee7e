using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;

namespace MlMesh.Tests.Mesh.Security.ZeroTrust;

/// <summary>Decisions of the shipped policies about one workload.</summary>
internal sealed class BaseAuthorization
{
    private readonly WorkloadAuthorization _policies;

    /// <param name="app">The workload, by its label.</param>
    /// <param name="components">Components that are added to the overlay.</param>
    public BaseAuthorization(string app, params string[] components)
    {
        var resources = PolicyFiles.Read(new PolicySource(Repository.PathOf("istio-overlays", "overlays", "canary"))
        {
            Components = [.. components.Select(name => Repository.PathOf("istio-overlays", "components", name))],
        }).ToResources();
        var labels = ImmutableDictionary<string, string>.Empty.Add("app", app);
        _policies = WorkloadAuthorization.For(resources, new Workload { Name = $"{app}-1", Namespace = "ml-services", Labels = labels });
    }

    /// <summary>Decides about a request.</summary>
    /// <param name="caller">The caller as <c>namespace/service account</c>; null for one without identity.</param>
    /// <param name="method">Method.</param>
    /// <param name="path">Path as the proxy has it after normalization.</param>
    /// <param name="port">The workload's port.</param>
    public AuthorizationVerdict Decide(string? caller, string method, string path, int port = 8080) => _policies.Authorize(new AuthorizationRequest
    {
        Head = new RequestHead(method, path, "model-inference:8080", "http", NoHeaders.Instance),
        SourceIp = IPAddress.Parse("10.244.0.9"),
        RemoteIp = IPAddress.Parse("10.244.0.9"),
        DestinationIp = IPAddress.Parse("10.244.0.2"),
        DestinationPort = port,
        PeerIdentity = caller is null ? null : $"spiffe://cluster.local/ns/{caller.Replace("/", "/sa/", StringComparison.Ordinal)}",
    });

    private sealed class NoHeaders : IRequestHeaders
    {
        public static readonly NoHeaders Instance = new();

        public StringValues Lines(string name) => StringValues.Empty;
    }
}
