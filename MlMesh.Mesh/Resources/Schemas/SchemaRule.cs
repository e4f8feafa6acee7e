using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Schemas;

/// <summary>A rule in the Common Expression Language.</summary>
/// <param name="Holds">Whether a value obeys it.</param>
/// <param name="Message">What to say when not.</param>
internal sealed record SchemaRule(Func<YamlNode, bool> Holds, string Message);
