namespace MlMesh.Mesh.Resources;

/// <summary>At most one of the properties of a record with the same group is set: the last, in the order of the record, that the file states.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(string group) : Attribute
{
    public string Group { get; } = group;
}
