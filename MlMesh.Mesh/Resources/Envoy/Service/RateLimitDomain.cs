namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>The limits of a domain, as a file of envoyproxy/ratelimit states them.</summary>
/// <param name="Name">The domain, which filters name.</param>
/// <param name="Descriptors">Its limits.</param>
/// <param name="Location">Where the file begins.</param>
public sealed record RateLimitDomain(string Name, IReadOnlyList<ServiceDescriptor> Descriptors, SourceLocation Location);
