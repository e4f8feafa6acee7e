namespace MlMesh.Mesh.Resources;

/// <summary>How grave a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>The resource is refused, here and in the cluster; or, as an analysis found, it cannot work.</summary>
    Error,

    /// <summary>The resource is taken, and probably not what was meant.</summary>
    Warning,

    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>The field works in the cluster and has no effect here.</summary>
    Unsupported,
}
