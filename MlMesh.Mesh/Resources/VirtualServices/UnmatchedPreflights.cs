namespace MlMesh.Mesh.Resources;

/// <summary>What happens to preflights of origins that are not allowed.</summary>
public enum UnmatchedPreflights
{
    /// <summary>As Forward.</summary>
    Unspecified,

    /// <summary>The application answers them.</summary>
    Forward,

    /// <summary>The proxy answers them without allowing the origin.</summary>
    Ignore,
}
