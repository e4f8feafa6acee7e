namespace MlMesh.AppHost.Companions;

/// <summary>Processes that stand in locally for what a component's policies refer to: in the cluster something else plays their part.</summary>
internal static class LocalCompanions
{
    /// <summary>How a companion is added, by the name of the component that needs it.</summary>
    private static readonly Dictionary<string, Func<IDistributedApplicationBuilder, Mesh, IResourceBuilder<ProjectResource>>> ByComponent = new(StringComparer.Ordinal)
    {
        ["egress"] = EgressGateway.Add,
        ["jwt"] = TokenIssuer.Add,
        ["opa"] = PolicyService.Add,
    };

    /// <summary>Adds the companions of the mesh's components. None is part of a manifest.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="mesh">The mesh, before it is connected: companions are workloads of it.</param>
    /// <param name="gateway">What is only ready once they are.</param>
    public static void Add(IDistributedApplicationBuilder builder, Mesh mesh, IResourceBuilder<ProjectResource> gateway)
    {
        foreach (var component in mesh.Components)
        {
            if (ByComponent.TryGetValue(component, out var add))
                gateway.WaitFor(add(builder, mesh).ExcludeFromManifest());
        }
    }
}
