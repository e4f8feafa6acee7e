namespace MlMesh.Mesh.Resources.Yaml;

/// <summary>A node of a YAML or JSON document; immutable.</summary>
/// <param name="Line">Line of its beginning, from 1.</param>
public abstract record YamlNode(int Line)
{
    /// <summary>The field of a mapping; null for other nodes and absent fields.</summary>
    public virtual YamlNode? this[string field] => null;

    /// <summary>What the node is, in JSON's words.</summary>
    public abstract string TypeName { get; }
}
