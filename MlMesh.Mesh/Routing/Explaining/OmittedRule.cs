namespace MlMesh.Mesh.Routing.Explaining;

/// <summary>A match block that has no route in a proxy's table, decided when the configuration was made.</summary>
/// <param name="Origin">Where it is written.</param>
/// <param name="Name">Its route name.</param>
/// <param name="Reason">Why it is left out.</param>
public sealed record OmittedRule(RouteOrigin Origin, string Name, string Reason);
