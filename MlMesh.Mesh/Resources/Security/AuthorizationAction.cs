namespace MlMesh.Mesh.Resources;

/// <summary>What a match means.</summary>
public enum AuthorizationAction
{
    /// <summary>Allowed.</summary>
    Allow,

    /// <summary>Denied.</summary>
    Deny,

    /// <summary>Logged.</summary>
    Audit,

    /// <summary>The provider decides.</summary>
    Custom,
}
