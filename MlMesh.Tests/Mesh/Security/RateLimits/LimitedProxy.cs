using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Traffic.Http;
using MlMesh.Tests.Mesh.Routing;
using MlMesh.Tests.Mesh.Sidecar;
using MlMesh.Tests.Mesh.Traffic;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.RateLimits;

/// <summary>A proxy under rate limits, with an application that answers 200 in its own process. Time stands still.</summary>
internal sealed class LimitedProxy : IDisposable
{
    private readonly MeshProxy _proxy;
    private readonly bool _isGateway;

    /// <summary>Starts a proxy.</summary>
    /// <param name="policy">Its resources beside those of <see cref="TestMesh"/>.</param>
    /// <param name="workload">Its pod: the model's by default, or the ingress gateway in front of it.</param>
    public LimitedProxy(string policy, string workload = "model-v1")
    {
        var mesh = new TestMesh(policy);
        _isGateway = workload == "ingress";
        var own = mesh.Policy.Workload(_isGateway ? "istio-system" : "ml", workload)!;
        _proxy = new MeshProxy(own, mesh.Policy, new ProxyServices { Connector = new NoConnector(), Time = Clock, LocalWorkload = mesh.Policy.Workload("ml", "store") });
    }

    public SteppedTime Clock { get; } = new();

    /// <summary>Puts another policy in force.</summary>
    public void Apply(string policy) => _proxy.Apply(new TestMesh(policy).Policy);

    /// <summary>Sends a request.</summary>
    /// <returns>The answer as the caller gets it.</returns>
    public async Task<MeshResponse> SendAsync(string path = "/predict", string? peer = null, string host = "store", params (string Name, string Value)[] headers)
    {
        var request = new MeshRequest { Method = "GET", Target = path, Authority = host };
        foreach (var (name, value) in headers)
            request.Headers.Append(name, value);
        var connection = new DownstreamConnection
        {
            PeerAddress = "203.0.113.7",
            PeerIdentity = peer,
            Destination = new Endpoint { Address = _proxy.Workload.Ip, Port = 8080 },
        };
        using var exchange = _isGateway
            ? await _proxy.EnterGatewayAsync(request, connection, TestContext.Current.CancellationToken)
            : await _proxy.EnterInboundAsync(request, connection, TestContext.Current.CancellationToken);
        if (exchange.Answer is { } answer)
            return answer;
        var response = new MeshResponse { Status = 200 };
        exchange.Starting(response);
        return response;
    }

    /// <summary>Sends requests one after the other.</summary>
    /// <returns>How many got through.</returns>
    public async Task<int> PassedAsync(int count, string path = "/predict", string? peer = null, params (string Name, string Value)[] headers)
    {
        var passed = 0;
        for (var i = 0; i < count; i++)
            passed += (await SendAsync(path, peer, headers: headers)).Status == 200 ? 1 : 0;
        return passed;
    }

    public void Dispose() => _proxy.Dispose();
}
