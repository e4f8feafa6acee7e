using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>The proxies of this process, kept at the policy of the files.</summary>
internal sealed class LocalMesh : IDisposable
{
    private readonly PolicyWatcher _watcher;
    private readonly MeshTopology _topology;

    public LocalMesh(IOptions<MeshOptions> options, TimeProvider time, ILoggerFactory loggers, IExchangeObserver observer)
    {
        var settings = options.Value;
        _topology = new MeshTopology(settings);
        _watcher = new PolicyWatcher(settings.Source, time, loggers.CreateLogger<PolicyWatcher>());
        var policy = _topology.Compile(_watcher.Current);
        var own = _topology.OwnWorkload(policy);
        var services = new ProxyServices
        {
            Connector = new SocketConnector(_topology.Locate),
            LocalWorkload = own,
            Time = time,
            Observer = observer,
            Loggers = loggers,
            DefaultSamplingPercent = settings.TraceSamplingPercent,
            RetryBufferLimit = settings.RetryBufferBytes,
        };
        Sidecar = new MeshProxy(own, policy, services);
        Ingress = settings.Ingress ? new MeshProxy(MeshTopology.IngressWorkload(policy), policy, services) : null;
        _watcher.Changed += Reload;
    }

    /// <summary>The sidecar of this process.</summary>
    public MeshProxy Sidecar { get; }

    /// <summary>The ingress gateway, where this process plays it.</summary>
    public MeshProxy? Ingress { get; }

    /// <summary>The workload port of this process.</summary>
    public int OwnPort => _topology.OwnPort;

    public void Dispose()
    {
        _watcher.Dispose();
        Sidecar.Dispose();
        Ingress?.Dispose();
    }

    private void Reload(object? sender, EventArgs e)
    {
        var policy = _topology.Compile(_watcher.Current);
        Sidecar.Apply(policy);
        Ingress?.Apply(policy);
    }
}
