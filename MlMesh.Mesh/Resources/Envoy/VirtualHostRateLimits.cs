namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>When the virtual host's <c>rate_limits</c> count.</summary>
public enum VirtualHostRateLimits
{
    /// <summary>When the route has none of its own.</summary>
    Override,

    /// <summary>Always, beside the route's.</summary>
    Include,

    /// <summary>Never.</summary>
    Ignore,
}
