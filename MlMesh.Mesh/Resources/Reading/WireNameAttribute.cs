namespace MlMesh.Mesh.Resources;

/// <summary>The name in the file, where it does not follow from the name in C#.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class WireNameAttribute(string name, string? snakeCase = null) : Attribute
{
    public string Name { get; } = name;

    /// <summary>The name in Istio's protobuf file, where it does not follow from the other.</summary>
    public string? SnakeCase { get; } = snakeCase;
}
