using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>What the rate-limit service says about one descriptor of a request.</summary>
/// <param name="Limit">The limit that holds for it.</param>
/// <param name="Remaining">Requests that are left in the window.</param>
/// <param name="ResetSeconds">Seconds until the window ends.</param>
/// <param name="IsOver">The request is refused.</param>
internal readonly record struct LimitStatus(ServiceRateLimit Limit, uint Remaining, int ResetSeconds, bool IsOver);
