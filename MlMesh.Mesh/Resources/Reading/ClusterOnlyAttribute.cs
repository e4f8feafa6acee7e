namespace MlMesh.Mesh.Resources;

/// <summary>The field works in the cluster and has no effect here.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ClusterOnlyAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
