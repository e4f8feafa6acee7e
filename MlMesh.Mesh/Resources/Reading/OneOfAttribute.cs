namespace MlMesh.Mesh.Resources;

/// <summary>At most one of the properties of a record with the same group may be set.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(string group) : Attribute
{
    public string Group { get; } = group;
}
