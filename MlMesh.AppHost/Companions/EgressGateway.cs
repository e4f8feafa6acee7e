namespace MlMesh.AppHost.Companions;

/// <summary>The egress gateway that an installation of Istio brings: the one way out of the mesh that the component <c>egress</c> leaves.</summary>
internal static class EgressGateway
{
    private const string Name = "egress-gateway";

    /// <summary>Adds it as a workload of the mesh, under the name, namespace and service account that Istio gives it.</summary>
    public static IResourceBuilder<ProjectResource> Add(IDistributedApplicationBuilder builder, Mesh mesh)
    {
        var gateway = builder.AddProject<Projects.MlMesh_LocalServices>(Name).WithArgs(Name).WithHttpHealthCheck("/health/ready");
        mesh.Add(new MeshWorkload(gateway, "istio-egressgateway")
        {
            Namespace = "istio-system",
            ServiceAccount = "istio-egressgateway-service-account",
            Port = "8443",
            Labels = new Dictionary<string, string> { ["istio"] = "egressgateway" },
            IsGateway = true,
        });
        return gateway;
    }
}
