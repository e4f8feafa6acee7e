using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Identity;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>The proxies of this process, kept at the policy of the files.</summary>
internal sealed class LocalMesh : IDisposable
{
    private readonly PolicyWatcher _watcher;
    private readonly MeshTopology _topology;
    private readonly ILogger _logger;
    private readonly HashSet<ResourceId> _named = [];

    public LocalMesh(IOptions<MeshOptions> options, TimeProvider time, ILoggerFactory loggers, IExchangeObserver observer)
    {
        var settings = options.Value;
        _topology = new MeshTopology(settings);
        IsGateway = settings.Gateway;
        _watcher = new PolicyWatcher(settings.Source, time, loggers.CreateLogger<PolicyWatcher>());
        var policy = _topology.Compile(_watcher.Current);
        var own = _topology.OwnWorkload(policy);
        Identity = IdentityOf(settings.IdentityFolder);
        IngressIdentity = settings.Ingress ? IdentityOf(settings.IngressIdentityFolder) : null;
        var services = new ProxyServices
        {
            Connector = Connector(Identity),
            LocalWorkload = own,
            Time = time,
            Observer = observer,
            Loggers = loggers,
            DefaultSamplingPercent = settings.TraceSamplingPercent,
            RetryBufferLimit = settings.RetryBufferBytes,
        };
        Sidecar = new MeshProxy(own, policy, services);
        Ingress = settings.Ingress ? new MeshProxy(MeshTopology.IngressWorkload(policy), policy, services with { Connector = Connector(IngressIdentity) }) : null;
        _logger = loggers.CreateLogger<LocalMesh>();
        _watcher.Changed += Reload;
        NameWhatTheClusterAloneCarriesOut();

        IdentitySource? IdentityOf(string folder) => folder.Length == 0 ? null : new IdentitySource(folder, time, loggers.CreateLogger<IdentitySource>());
    }

    /// <summary>The sidecar of this process.</summary>
    public MeshProxy Sidecar { get; }

    /// <summary>The ingress gateway, where this process plays it.</summary>
    public MeshProxy? Ingress { get; }

    /// <summary>The identity of this process's workload; none in a mesh without mesh ports.</summary>
    public IdentitySource? Identity { get; }

    /// <summary>The ingress gateway's identity, where this process plays it.</summary>
    public IdentitySource? IngressIdentity { get; }

    /// <summary>Whether this process is a gateway, with no application behind it.</summary>
    public bool IsGateway { get; }

    /// <summary>Which connections PeerAuthentication lets this process's workload take; a gateway's mesh port is that of its servers behind mutual TLS.</summary>
    public MutualTlsMode PeerMode => IsGateway ? MutualTlsMode.Strict : Sidecar.Policy.PeerAuthentication.Mode(OwnPort);

    /// <summary>The workload port of this process.</summary>
    public int OwnPort => _topology.OwnPort;

    public void Dispose()
    {
        _watcher.Dispose();
        Sidecar.Dispose();
        Ingress?.Dispose();
    }

    private TlsConnector Connector(IdentitySource? identity) => new(new SocketConnector(_topology.Locate), identity, WorkloadAt);

    private Workload? WorkloadAt(string address) => Sidecar.Policy.Policy.Workloads.FirstOrDefault(workload => workload.Ip == address);

    private void Reload(object? sender, EventArgs e)
    {
        var policy = _topology.Compile(_watcher.Current);
        Sidecar.Apply(policy);
        Ingress?.Apply(policy);
        NameWhatTheClusterAloneCarriesOut();
    }

    // Once for the whole run: by the process that everybody enters through.
    private void NameWhatTheClusterAloneCarriesOut()
    {
        if (Ingress is null)
            return;
        foreach (var (policy, labels) in _topology.WithoutSidecar(_watcher.Current).Where(entry => _named.Add(entry.Policy.Id)))
            HostingLog.ClusterOnly(_logger, policy.Kind, policy.Namespace, policy.Name, labels);
    }
}
