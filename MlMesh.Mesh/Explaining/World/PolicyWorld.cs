using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Explaining.World;

/// <summary>The input of a question as a whole mesh: what it states, and what must be assumed to answer at all.</summary>
/// <param name="Resources">Stated and assumed resources.</param>
/// <param name="Assumptions">What was assumed, a sentence each.</param>
internal sealed record PolicyWorld(MeshResources Resources, IReadOnlyList<string> Assumptions)
{
    /// <summary>Completes stated resources.</summary>
    /// <param name="stated">What the input states.</param>
    /// <param name="workloads">Deployments and the like of the input, each of which stands for a pod.</param>
    /// <param name="assumeHosts">Whether Services and workloads are assumed that the input lacks.</param>
    /// <param name="assumeProviders">Whether the external authorizers that policies name are assumed to be set up.</param>
    /// <param name="asked">Hosts that requests will address.</param>
    public static PolicyWorld Complete(MeshResources stated, IEnumerable<WorkloadResource> workloads, bool assumeHosts, bool assumeProviders, IEnumerable<AskedHost> asked)
    {
        var addresses = new AddressPool();
        var assumptions = new List<string>();
        var pods = SidecarLabels.Injected([.. stated.Pods.Concat(workloads.Select(StatedWorkloads.Pod)).Select(pod => pod.PodIp.Length > 0 ? pod : pod with { PodIp = addresses.Next() })], stated.Namespaces);
        var world = stated with { Pods = pods };
        if (assumeHosts && stated.Services.Count == 0 && stated.ServiceEntries.Count == 0)
        {
            world = new AssumedServices(world, addresses).Complete(asked);
            Say(assumptions, "the input has no Service, so the hosts that policies name are assumed to exist",
                world.Services.Select(service => $"{HostNames.OfService(service.Name, service.Namespace)}:{string.Join(',', service.Ports.Select(port => port.Port))}").Concat(world.ServiceEntries.SelectMany(entry => entry.Hosts)));
        }

        var gateways = new AssumedGateways(world, addresses);
        if (assumeHosts && stated.Gateways.Count == 0)
        {
            var missing = gateways.Missing();
            world = world with { Gateways = [.. world.Gateways, .. missing] };
            Say(assumptions, "the input has no Gateway, so those that VirtualServices name are assumed to serve every host on port 80", missing.Select(gateway => $"{gateway.Namespace}/{gateway.Name}"));
        }

        // Gateways' pods come with Istio, not with policies: assuming them says nothing about the input.
        var (gatewayPods, gatewayServices) = gateways.Workloads(world.Gateways);
        world = world with { Pods = [.. world.Pods, .. gatewayPods], Services = [.. world.Services, .. gatewayServices] };
        if (assumeHosts)
        {
            var assumed = AssumedWorkloads.For(world, addresses);
            world = world with { Pods = [.. world.Pods, .. assumed] };
            Say(assumptions, "Services without a workload in the input are assumed to have one per subset, with a sidecar and the Service's name as service account", assumed.Select(pod => $"{pod.Namespace}/{pod.Name}"));
        }

        if (assumeProviders)
            Say(assumptions, "no MeshConfig is given, so the external authorizers that CUSTOM policies name are assumed to be set up in it", Providers(stated));
        return new PolicyWorld(world, assumptions);
    }

    private static IEnumerable<string> Providers(MeshResources stated) => stated.AuthorizationPolicies
        .Where(policy => policy.Action == AuthorizationAction.Custom).Select(policy => policy.Provider?.Name ?? "").Distinct(StringComparer.Ordinal);

    private static void Say(List<string> assumptions, string what, IEnumerable<string> which)
    {
        var names = which.ToList();
        if (names.Count > 0)
            assumptions.Add($"{what}: {string.Join(", ", names)}");
    }
}
