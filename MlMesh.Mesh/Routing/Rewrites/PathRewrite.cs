namespace MlMesh.Mesh.Routing.Rewrites;

/// <summary>How a route changes the path it forwards. The original goes along as x-envoy-original-path, even if nothing changed.</summary>
public abstract class PathRewrite
{
    /// <summary>The new path and query.</summary>
    /// <param name="path">The normalized path and query.</param>
    public abstract string Apply(string path);
}
