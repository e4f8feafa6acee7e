using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.VirtualServices;

/// <summary>A rule of a VirtualService with the place it stands in.</summary>
/// <param name="Rule">The rule, names resolved, a delegate's merged into its root's.</param>
/// <param name="Origin">Where it is written; <see cref="RouteOrigin.Match"/> is -1.</param>
internal sealed record BoundRule(HttpRoute Rule, RouteOrigin Origin);
