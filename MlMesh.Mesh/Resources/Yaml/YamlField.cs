namespace MlMesh.Mesh.Resources.Yaml;

/// <summary>A field of a mapping.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">Line of the name, from 1.</param>
/// <param name="Value">Its value.</param>
public sealed record YamlField(string Name, int Line, YamlNode Value);
