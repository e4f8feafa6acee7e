using MlMesh.Mesh.Resources.Admission;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Resources.Schemas;

namespace MlMesh.Mesh.Resources;

/// <summary>
/// The resources of a policy that passed admission, each list ordered by age (oldest first), and what was found on the way. Immutable.
/// </summary>
public sealed record MeshResources
{
    /// <summary>Settings of the mesh.</summary>
    public MeshConfig Mesh { get; init; } = new();

    /// <summary>VirtualServices.</summary>
    public IReadOnlyList<VirtualService> VirtualServices { get; init; } = [];

    /// <summary>DestinationRules.</summary>
    public IReadOnlyList<DestinationRule> DestinationRules { get; init; } = [];

    /// <summary>Gateways.</summary>
    public IReadOnlyList<GatewayResource> Gateways { get; init; } = [];

    /// <summary>Sidecars.</summary>
    public IReadOnlyList<SidecarResource> Sidecars { get; init; } = [];

    /// <summary>ServiceEntries.</summary>
    public IReadOnlyList<ServiceEntry> ServiceEntries { get; init; } = [];

    /// <summary>WorkloadEntries.</summary>
    public IReadOnlyList<WorkloadEntry> WorkloadEntries { get; init; } = [];

    /// <summary>EnvoyFilters.</summary>
    public IReadOnlyList<EnvoyFilter> EnvoyFilters { get; init; } = [];

    /// <summary>The patches of <see cref="EnvoyFilters"/> that the local mesh carries out; <see cref="Findings"/> has the others.</summary>
    public IReadOnlyList<ConfigPatch> EnvoyPatches { get; init; } = [];

    /// <summary>Telemetry resources.</summary>
    public IReadOnlyList<TelemetryResource> Telemetries { get; init; } = [];

    /// <summary>AuthorizationPolicies.</summary>
    public IReadOnlyList<AuthorizationPolicy> AuthorizationPolicies { get; init; } = [];

    /// <summary>PeerAuthentications.</summary>
    public IReadOnlyList<PeerAuthentication> PeerAuthentications { get; init; } = [];

    /// <summary>RequestAuthentications.</summary>
    public IReadOnlyList<RequestAuthentication> RequestAuthentications { get; init; } = [];

    /// <summary>Kubernetes Services.</summary>
    public IReadOnlyList<KubernetesService> Services { get; init; } = [];

    /// <summary>Kubernetes Pods.</summary>
    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>What the ConfigMaps of the policy tell the rate-limit service.</summary>
    public IReadOnlyList<RateLimitDomain> RateLimitDomains { get; init; } = [];

    /// <summary>Kubernetes Namespaces.</summary>
    public IReadOnlyList<KubernetesNamespace> Namespaces { get; init; } = [];

    /// <summary>Errors, warnings and fields without effect here, in the order of the files.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>
    /// Admits resources: those that Istio's validation refuses are left out, as the cluster would not have them. A resource that appears twice is replaced
    /// by its later form, unless that is refused, and keeps its age.
    /// </summary>
    /// <param name="loads">Read files; earlier resources are older.</param>
    /// <param name="mesh">Settings of the mesh; null for the default installation.</param>
    /// <param name="checkSchema">Whether also what the custom resource definitions refuse is left out, as in a cluster; false for what istiod alone would do.</param>
    public static MeshResources Create(IEnumerable<LoadResult> loads, MeshConfig? mesh = null, bool checkSchema = true)
    {
        var findings = new List<Finding>();
        var order = new List<ResourceId>();
        var byId = new Dictionary<ResourceId, MeshResource>();
        foreach (var load in loads)
        {
            findings.AddRange(load.Findings);
            foreach (var resource in load.Resources)
            {
                if (resource is (KubernetesObject and not ConfigMapResource) || !IsAdmitted(resource, checkSchema, findings))
                    continue;

                if (!byId.ContainsKey(resource.Id))
                    order.Add(resource.Id);
                byId[resource.Id] = resource;
            }
        }

        return Sort(OldestFirst(order.Select(id => byId[id])), mesh ?? new MeshConfig(), findings);
    }

    private static List<MeshResource> OldestFirst(IEnumerable<MeshResource> resources)
    {
        var sorted = new List<MeshResource>();
        foreach (var resource in resources.OrderBy(resource => resource.CreatedAt ?? DateTimeOffset.MaxValue))
        {
            var isTwin = sorted.Count > 0 && resource.CreatedAt is not null && resource.CreatedAt == sorted[^1].CreatedAt;
            sorted.Add(resource with { Age = isTwin ? sorted[^1].Age : sorted.Count });
        }

        return sorted;
    }

    private static bool IsAdmitted(MeshResource resource, bool checkSchema, List<Finding> findings)
    {
        var before = findings.Count;
        if (checkSchema)
            findings.AddRange(SchemaCheck.Of(resource));
        if (resource.HasUnreadableField)
            return false;

        findings.AddRange(ResourceAdmission.Validate(resource));
        return findings.Skip(before).All(finding => finding.Severity != FindingSeverity.Error);
    }

    private static MeshResources Sort(List<MeshResource> all, MeshConfig mesh, List<Finding> findings) => new()
    {
        Mesh = mesh,
        VirtualServices = [.. all.OfType<VirtualService>()],
        DestinationRules = [.. all.OfType<DestinationRule>()],
        Gateways = [.. all.OfType<GatewayResource>()],
        Sidecars = [.. all.OfType<SidecarResource>()],
        ServiceEntries = [.. all.OfType<ServiceEntry>()],
        WorkloadEntries = [.. all.OfType<WorkloadEntry>()],
        EnvoyFilters = [.. all.OfType<EnvoyFilter>()],
        EnvoyPatches = ConfigPatchReader.ReadAll(all.OfType<EnvoyFilter>(), findings),
        Telemetries = [.. all.OfType<TelemetryResource>()],
        AuthorizationPolicies = [.. all.OfType<AuthorizationPolicy>()],
        PeerAuthentications = [.. all.OfType<PeerAuthentication>()],
        RequestAuthentications = [.. all.OfType<RequestAuthentication>()],
        Services = [.. all.OfType<KubernetesService>()],
        Pods = [.. all.OfType<Pod>()],
        RateLimitDomains = RateLimitDomainReader.ReadAll(all.OfType<ConfigMapResource>(), findings),
        Namespaces = [.. all.OfType<KubernetesNamespace>()],
        Findings = findings,
    };
}
