using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>The change.</summary>
public sealed record EnvoyPatch
{
    /// <summary>How it is applied.</summary>
    public EnvoyPatchOperation Operation { get; init; }

    /// <summary>Envoy's own configuration, as in the file.</summary>
    public YamlNode? Value { get; init; }

    /// <summary>Where an added filter goes.</summary>
    public EnvoyFilterClass FilterClass { get; init; }
}
