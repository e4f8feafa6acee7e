using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Sidecar.Filters;
using MlMesh.Mesh.Sidecar.Tracing;

namespace MlMesh.Mesh.Sidecar;

/// <summary>What a proxy has of one policy. A request keeps the snapshot that it began with.</summary>
internal sealed class ProxySnapshot(MeshPolicy policy, Workload workload, ProxyServices services, FilterServices filterServices)
{
    /// <summary>Routes and clusters.</summary>
    public ProxyPolicy Policy { get; } = policy.For(workload);

    /// <summary>The proxy's own identity.</summary>
    public string Identity { get; } = workload.SpiffeId(policy.Resources.Mesh.TrustDomain);

    /// <summary>The filters in front of the router.</summary>
    public FilterChains Filters { get; } = new(policy.For(workload), filterServices);

    /// <summary>What is traced; none when nothing is.</summary>
    public TracingSettings? Tracing { get; } = TracingSettings.For(workload, policy.Resources, services.DefaultSamplingPercent);

    /// <summary>What the access log has.</summary>
    public AccessLogSettings AccessLog { get; } = AccessLogSettings.For(workload, policy.Resources);
}
