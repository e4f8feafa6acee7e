using System.Collections.Concurrent;
using System.Net;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Sidecar.Listening;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>The world of one scenario: its pods, with fresh proxies, and the network between them. Addresses are the world's; connections are local.</summary>
internal sealed class ScenarioWorld : IDisposable
{
    private readonly Loopback _network;
    private readonly MeshPolicy _policy;
    private readonly MeshResources _resources;
    private readonly HashSet<string> _down;
    private readonly Dictionary<string, GoldenPod> _podsByName;
    private readonly Dictionary<string, GoldenPod> _podsByIp;
    private readonly ConcurrentDictionary<string, Lazy<MeshProxy>> _proxies = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    public ScenarioWorld(GoldenScenario scenario, string world, Loopback network)
    {
        _network = network;
        _down = [.. scenario.Down];
        var mesh = scenario.Mesh is { } text ? MeshConfigReader.Read(text, "mesh").Mesh : null;
        _resources = MeshResources.Create([ResourceReader.Read(world, "world.yaml"), ResourceReader.Read(scenario.Policy, "policy.yaml")], mesh);
        _policy = MeshPolicy.Compile(_resources);
        var pods = _resources.Pods.Select(GoldenPod.From).Append(GoldenPod.Internet).Append(GoldenPod.Outside).ToList();
        _podsByName = pods.ToDictionary(pod => pod.Name);
        _podsByIp = pods.ToDictionary(pod => pod.Ip);
    }

    /// <summary>What applications got and proxies logged.</summary>
    public Recorder Recorder { get; } = new();

    public GoldenPod Pod(string name) => _podsByName[name];

    /// <summary>A Service by one of its names without port, and whether there is one.</summary>
    public KubernetesService? Service(string host)
    {
        var name = host.ToLowerInvariant();
        const string Suffix = ".svc.cluster.local";
        if (name.EndsWith(Suffix, StringComparison.Ordinal))
            name = name[..^Suffix.Length];
        else if (name.EndsWith(".svc", StringComparison.Ordinal))
            name = name[..^".svc".Length];
        var parts = name.Split('.');
        return parts.Length > 2 ? null : _resources.Services.FirstOrDefault(service => service.Name == parts[0] && service.Namespace == (parts.Length == 2 ? parts[1] : "ml"));
    }

    /// <summary>Dials as an application does: through the sidecar if there is one.</summary>
    /// <returns>The connection; none when it is refused.</returns>
    public async Task<Stream?> DialFromApplicationAsync(GoldenPod source, Endpoint destination)
    {
        if (!source.HasSidecar)
            return await DialAsync(source, destination, CancellationToken.None);
        if (_down.Contains(source.Name))
            return null;
        var policy = Proxy(source).Policy;
        if (policy.OutboundPorts.Contains(destination.Port))
            return await ServeAsync(source, ListenerKind.Outbound, source, destination, identity: null);
        // No visible service speaks HTTP on this port: the sidecar does not look into the connection.
        return policy.AllowsUnknownHosts
            ? await DialAsync(source, destination, CancellationToken.None)
            : await _network.ConnectAsync(async stream => await stream.DisposeAsync());
    }

    /// <summary>Dials an address of the world.</summary>
    /// <returns>The connection; none when it is refused.</returns>
    public async Task<Stream?> DialAsync(GoldenPod source, Endpoint destination, CancellationToken cancellationToken)
    {
        destination = Resolved(destination);
        if (ServiceBehind(destination) is { } endpoint)
            destination = endpoint;
        if (!_podsByIp.TryGetValue(destination.Address, out var pod))
        {
            // An address where nobody is: packets disappear.
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        }

        if (_down.Contains(pod.Name))
            return null;
        if (!Listens(pod, destination.Port))
            return null;
        if (!Takes(pod, destination))
            return await RefuseAsync(destination);
        if (!pod.HasSidecar && !pod.IsGateway)
            return await DialApplicationAsync(pod, destination.Port);
        var identity = destination.Transport == EndpointTransport.IstioMutual ? source.Identity?.SpiffeId(_resources.Mesh.TrustDomain) : null;
        return await ServeAsync(pod, pod.IsGateway ? ListenerKind.Gateway : ListenerKind.Inbound, source, destination, identity);
    }

    /// <summary>Dials an application directly.</summary>
    public async Task<Stream?> DialApplicationAsync(GoldenPod pod, int port)
    {
        if (!pod.ListensOn(port))
            return null;
        var application = new BackendApplication(pod, port, Recorder);
        return await _network.ConnectAsync(stream => HttpServerConnection.ServeAsync(stream, application, _stopping.Token));
    }

    public void Dispose()
    {
        _stopping.Cancel();
        foreach (var proxy in _proxies.Values)
            proxy.Value.Dispose();
        _stopping.Dispose();
    }

    // The world's DNS: the names of its Services, and every other name is the server outside.
    private Endpoint Resolved(Endpoint destination) => IPAddress.TryParse(destination.Address, out _)
        ? destination
        : destination with { Address = Service(destination.Address)?.ClusterIp ?? GoldenPod.Outside.Ip };

    // A sidecar accepts connections to any port of its pod.
    private bool Listens(GoldenPod pod, int port) => pod.HasSidecar
        || (pod.IsGateway ? Proxy(pod).Policy.GatewayPorts.Contains(port) || Proxy(pod).Policy.MutualTlsGatewayPorts.Contains(port) : pod.ListensOn(port));

    private bool Takes(GoldenPod pod, Endpoint destination) => (pod, destination.Transport) switch
    {
        ({ HasSidecar: true }, _) => Proxy(pod).Policy.PeerAuthentication.Takes(destination.Port, destination.Transport),
        ({ IsGateway: true }, EndpointTransport.Plaintext) => Proxy(pod).Policy.Gateway(destination.Port) is not null,
        ({ IsGateway: true }, EndpointTransport.IstioMutual) => Proxy(pod).Policy.Gateway(destination.Port, destination.ServerName) is not null,
        (_, var transport) => transport == EndpointTransport.Plaintext,
    };

    // Plaintext that nobody takes ends when the first bytes have arrived, TLS in its handshake.
    private async Task<Stream> RefuseAsync(Endpoint destination) => destination.Transport == EndpointTransport.Plaintext
        ? await _network.ConnectAsync(async stream => await stream.DisposeAsync())
        : throw new ConnectionRefusedException("TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end");

    private Task<Stream> ServeAsync(GoldenPod owner, ListenerKind listener, GoldenPod peer, Endpoint destination, string? identity)
    {
        var connection = new DownstreamConnection { PeerAddress = peer.Ip, Destination = destination, PeerIdentity = identity, ServerName = destination.ServerName };
        var handler = new ProxyHandler(Proxy(owner), listener, connection);
        return _network.ConnectAsync(stream => HttpServerConnection.ServeAsync(stream, handler, _stopping.Token));
    }

    private MeshProxy Proxy(GoldenPod pod) => _proxies.GetOrAdd(pod.Name, _ => new Lazy<MeshProxy>(() => new MeshProxy(_policy.Workload(pod.Identity!.Namespace, pod.Name)!, _policy, new ProxyServices
    {
        Connector = new WorldConnector(this, pod),
        Application = new ApplicationConnector(this, pod),
        Observer = Recorder,
    }))).Value;

    // Without a sidecar's help a Service's address leads to its first pod.
    private Endpoint? ServiceBehind(Endpoint destination)
    {
        if (_resources.Services.FirstOrDefault(service => service.ClusterIp == destination.Address) is not { } service)
            return null;
        var pod = _resources.Pods.First(pod => pod.Namespace == service.Namespace && service.Selector.All(label => pod.Labels.GetValueOrDefault(label.Key) == label.Value));
        var port = service.Ports.FirstOrDefault(port => port.Port == destination.Port);
        return destination with { Address = pod.PodIp, Port = port is null ? destination.Port : TargetPort(port) };
    }

    private static int TargetPort(KubernetesServicePort port) => int.TryParse(port.TargetPort, out var number) ? number : (int)port.Port;
}
