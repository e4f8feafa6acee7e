namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>Envoy's slow start: the weight of a young endpoint is scaled by max(minimum, (age / duration)^(1 / aggression)).</summary>
/// <param name="Duration">How long an endpoint is young.</param>
/// <param name="Aggression">1 is linear; greater grows faster at first.</param>
/// <param name="MinimumPercent">Least share of its weight in percent.</param>
public sealed record WarmupConfig(TimeSpan Duration, double Aggression = 1, double MinimumPercent = 10);
