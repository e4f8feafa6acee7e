namespace MlMesh.Mesh.Resources;

/// <summary>Where an added filter goes.</summary>
public enum EnvoyFilterClass
{
    /// <summary>Where it is put.</summary>
    Unspecified,

    /// <summary>After authentication filters.</summary>
    Authn,

    /// <summary>After authorization filters.</summary>
    Authz,

    /// <summary>Before statistics filters.</summary>
    Stats,
}
