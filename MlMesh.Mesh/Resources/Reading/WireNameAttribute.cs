namespace MlMesh.Mesh.Resources;

/// <summary>The name in the file, where it does not follow from the name in C#.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class WireNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
