using System.Collections.Immutable;
using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>What a route changes about a rate-limit filter that asks a service.</summary>
internal sealed record GlobalRouteLimits(VirtualHostRateLimits VirtualHostRateLimits, string Domain, ImmutableArray<DescriptorSource> Sources)
{
    public static GlobalRouteLimits Compile(GlobalRateLimitPerRoute perRoute) =>
        new(perRoute.VirtualHostRateLimits, perRoute.Domain, DescriptorSource.Compile(perRoute.RateLimits));
}
