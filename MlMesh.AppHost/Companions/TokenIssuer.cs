namespace MlMesh.AppHost.Companions;

/// <summary>The development issuer, whose keys the component <c>jwt</c> verifies tokens with.</summary>
internal static class TokenIssuer
{
    private const string Name = "token-issuer";
    private const string KeyFile = "TokenIssuer:KeyFile";

    /// <summary>Adds it as a workload of the mesh.</summary>
    public static IResourceBuilder<ProjectResource> Add(IDistributedApplicationBuilder builder, Mesh mesh)
    {
        var issuer = builder.AddProject<Projects.MlMesh_LocalServices>(Name).WithArgs(Name).WithHttpHealthCheck("/health/ready");
        if (builder.Configuration[KeyFile] is { Length: > 0 } file)
            issuer.WithEnvironment(KeyFile.Replace(":", "__", StringComparison.Ordinal), Path.GetFullPath(file));
        mesh.Add(issuer, Name);
        return issuer;
    }
}
