namespace MlMesh.Mesh.Resources;

/// <summary>Whether HTTP/1.1 becomes HTTP/2.</summary>
public enum H2UpgradePolicy
{
    /// <summary>As the mesh says.</summary>
    Default,

    /// <summary>Never.</summary>
    DoNotUpgrade,

    /// <summary>Always.</summary>
    Upgrade,
}
