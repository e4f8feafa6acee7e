namespace MlMesh.Mesh.Resources;

/// <summary>As whom a pod or container runs.</summary>
[OtherFieldsIgnored]
public sealed record PodSecurityContext
{
    /// <summary>User; absent: the image's.</summary>
    public ulong? RunAsUser { get; init; }
}
