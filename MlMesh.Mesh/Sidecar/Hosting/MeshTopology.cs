using System.Globalization;
using System.Net;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>The laptop as a mesh: every local process is a pod with an address of its own, which leads to the process's port.</summary>
internal sealed class MeshTopology
{
    /// <summary>What the ingress gateway has in a default installation.</summary>
    public const string IngressName = "istio-ingressgateway";
    private const string IngressAccount = "istio-ingressgateway-service-account";
    private const string IngressNamespace = "istio-system";
    private const string IngressIp = "10.244.255.1";
    private const string EgressName = "istio-egressgateway";
    private const string EgressRole = "egressgateway";

    private static readonly Dictionary<string, string> IngressLabels = new() { ["app"] = IngressName, ["istio"] = "ingressgateway", [TlsMode] = TakesTls };

    private const string TlsMode = "security.istio.io/tlsMode";
    private const string TakesTls = "istio";

    private readonly MeshOptions _options;
    private readonly Dictionary<string, EndPoint> _addresses = new(StringComparer.Ordinal);
    private readonly List<Pod> _pods = [];

    public MeshTopology(MeshOptions options)
    {
        _options = options;
        for (var i = 0; i < options.Workloads.Count; i++)
        {
            var workload = options.Workloads[i];
            var ip = string.Create(CultureInfo.InvariantCulture, $"10.244.{(i + 1) / 250}.{((i + 1) % 250) + 1}");
            var hasMeshPort = workload.MeshAddress.Length > 0;
            var address = new Uri(hasMeshPort ? workload.MeshAddress : workload.Address);
            var labels = new Dictionary<string, string>(workload.Labels, StringComparer.Ordinal);
            if (hasMeshPort)
                labels[TlsMode] = TakesTls;
            _addresses[ip] = IPAddress.TryParse(address.Host, out var literal) ? new IPEndPoint(literal, address.Port) : new DnsEndPoint(address.Host, address.Port);
            _pods.Add(new Pod
            {
                Kind = "Pod",
                Name = workload.Name,
                Namespace = NamespaceOf(workload),
                Labels = labels,
                ServiceAccountName = workload.ServiceAccount,
                PodIp = ip,
            });
        }

        if (options.Ingress)
            _pods.Add(new Pod { Kind = "Pod", Name = IngressName, Namespace = IngressNamespace, Labels = IngressLabels, ServiceAccountName = IngressAccount, PodIp = IngressIp });
    }

    /// <summary>The workload port of this process.</summary>
    public int OwnPort => Own.Port;

    private MeshWorkloadOptions Own => _options.Workloads.First(workload => workload.Name == _options.Workload);

    /// <summary>A policy with the local processes as its pods.</summary>
    public MeshPolicy Compile(MeshResources resources) => MeshPolicy.Compile(resources with
    {
        Pods = [.. resources.Pods, .. _pods],
        Services = [.. resources.Services, .. GatewayServices(resources)],
    });

    /// <summary>This process's workload.</summary>
    public Workload OwnWorkload(MeshPolicy policy) => policy.Workload(NamespaceOf(Own), Own.Name)!;

    /// <summary>The ingress gateway's workload.</summary>
    public static Workload IngressWorkload(MeshPolicy policy) => policy.Workload(IngressNamespace, IngressName)!;

    /// <summary>Policies whose workloads have no sidecar in this run, with the labels that they select by.</summary>
    public IEnumerable<(MeshResource Policy, string Labels)> WithoutSidecar(MeshResources resources) =>
        resources.AuthorizationPolicies.Select(policy => (Policy: (MeshResource)policy, policy.Selector))
            .Concat(resources.PeerAuthentications.Select(policy => (Policy: (MeshResource)policy, policy.Selector)))
            .Where(entry => entry.Selector is not null && !_pods.Any(pod => entry.Selector.MatchLabels.All(label => pod.Labels.GetValueOrDefault(label.Key) == label.Value)))
            .Select(entry => (entry.Policy, string.Join(", ", entry.Selector!.MatchLabels.Select(label => $"{label.Key}={label.Value}"))));

    /// <summary>Where an endpoint really listens; none when it is what it says, outside of the mesh.</summary>
    public EndPoint? Locate(Endpoint endpoint) => _addresses.GetValueOrDefault(endpoint.Address);

    private string NamespaceOf(MeshWorkloadOptions workload) => workload.Namespace.Length > 0 ? workload.Namespace : _options.Namespace;

    // What an installation of Istio has, as its resources are not part of a policy's overlay.
    private IEnumerable<KubernetesService> GatewayServices(MeshResources resources)
    {
        if (_options.Ingress && resources.Services.All(service => service.Name != IngressName))
            yield return GatewayService(IngressName, "ingressgateway");
        if (_pods.Any(pod => pod.Labels.GetValueOrDefault("istio") == EgressRole) && resources.Services.All(service => service.Name != EgressName))
            yield return GatewayService(EgressName, EgressRole);
    }

    private static KubernetesService GatewayService(string name, string role) => new()
    {
        Kind = "Service",
        Name = name,
        Namespace = IngressNamespace,
        Selector = new Dictionary<string, string> { ["app"] = name, ["istio"] = role },
        Ports =
        [
            new KubernetesServicePort { Name = "http2", Port = 80, TargetPort = "8080" },
            new KubernetesServicePort { Name = "https", Port = 443, TargetPort = "8443" },
        ],
    };
}
