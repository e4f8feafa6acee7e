namespace MlMesh.AppHost.Companions;

/// <summary>The policy service, which the component <c>opa</c> asks who may use which model version.</summary>
internal static class PolicyService
{
    private const string Name = "opa";
    private const string Decisions = "../istio-overlays/components/opa/decisions.yaml";

    /// <summary>Adds it as a workload of the mesh.</summary>
    public static IResourceBuilder<ProjectResource> Add(IDistributedApplicationBuilder builder, Mesh mesh)
    {
        var service = builder.AddProject<Projects.MlMesh_LocalServices>(Name).WithArgs(Name).WithHttpHealthCheck("/health/ready")
            .WithEnvironment("Authorization__Decisions", Path.GetFullPath(Decisions, builder.AppHostDirectory));
        mesh.Add(service, Name);
        return service;
    }
}
