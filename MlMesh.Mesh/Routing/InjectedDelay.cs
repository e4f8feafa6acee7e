namespace MlMesh.Mesh.Routing;

/// <summary>An injected delay.</summary>
/// <param name="Duration">How long.</param>
/// <param name="Share">How many requests.</param>
public sealed record InjectedDelay(TimeSpan Duration, Fraction Share);
