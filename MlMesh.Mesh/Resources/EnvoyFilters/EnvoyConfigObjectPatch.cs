namespace MlMesh.Mesh.Resources;

/// <summary>One patch.</summary>
public sealed record EnvoyConfigObjectPatch
{
    /// <summary>What kind of object it changes.</summary>
    public EnvoyPatchTarget ApplyTo { get; init; }

    /// <summary>Which objects.</summary>
    public EnvoyConfigObjectMatch? Match { get; init; }

    /// <summary>The change.</summary>
    public EnvoyPatch? Patch { get; init; }
}
