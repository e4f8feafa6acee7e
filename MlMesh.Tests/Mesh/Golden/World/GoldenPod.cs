using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>A pod of the world, or one of the two machines outside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ip">Its address in the world.</param>
/// <param name="Identity">As policies see it; none outside.</param>
internal sealed record GoldenPod(string Name, string Ip, Workload? Identity)
{
    private static readonly int[] ApplicationPorts = [8080, 80, 8000, 9090];

    /// <summary>The client outside, which enters through the ingress gateway.</summary>
    public static GoldenPod Internet { get; } = new("internet-1", "10.77.9.1", null);

    /// <summary>The server outside, which every unknown host name leads to.</summary>
    public static GoldenPod Outside { get; } = new("api-example-com", "10.77.9.9", null);

    /// <summary>Whether it is a gateway.</summary>
    public bool IsGateway => Name.Contains("gateway-1", StringComparison.Ordinal) && Identity?.Namespace == "istio-system";

    /// <summary>Whether a sidecar stands before its application.</summary>
    public bool HasSidecar => Identity is { HasSidecar: true } && !IsGateway;

    /// <summary>Its label <c>version</c>.</summary>
    public string? Version => Identity?.Labels.GetValueOrDefault("version");

    /// <summary>Its workload: the name without its last part.</summary>
    public string Workload => WorkloadOf(Name);

    /// <summary>The workload that a pod's name belongs to.</summary>
    public static string WorkloadOf(string pod) => pod == Outside.Name ? pod : pod[..pod.LastIndexOf('-')];

    /// <summary>Whether its application listens on a port.</summary>
    public bool ListensOn(int port) => !IsGateway && ApplicationPorts.Contains(port);

    public static GoldenPod From(Pod pod) => new(pod.Name, pod.PodIp, new Workload
    {
        Name = pod.Name,
        Namespace = pod.Namespace,
        Labels = pod.Labels.ToImmutableDictionary(),
        ServiceAccount = pod.ServiceAccountName.Length == 0 ? "default" : pod.ServiceAccountName,
        Ip = pod.PodIp,
    });
}
