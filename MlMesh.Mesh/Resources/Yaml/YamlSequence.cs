namespace MlMesh.Mesh.Resources.Yaml;

/// <summary>A list.</summary>
/// <param name="Line">Line of its beginning, from 1.</param>
/// <param name="Items">Its items.</param>
public sealed record YamlSequence(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line)
{
    /// <inheritdoc />
    public override string TypeName => "array";
}
