namespace MlMesh.Mesh.Resources.Yaml;

/// <summary>What a scalar is, as Kubernetes' YAML reader resolves it.</summary>
public enum ScalarKind
{
    /// <summary>Nothing.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number without fraction.</summary>
    WholeNumber,

    /// <summary>A number with a fraction or an exponent.</summary>
    FractionalNumber,

    /// <summary>A text.</summary>
    Text,
}
