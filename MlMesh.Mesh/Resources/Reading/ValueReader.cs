using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Reads a value; reports to the context, and returns the type's empty value, when the node is none.</summary>
internal delegate object? ValueReader(YamlNode node, ReadContext context);
