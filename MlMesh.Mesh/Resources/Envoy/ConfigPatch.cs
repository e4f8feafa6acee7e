namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A patch of an EnvoyFilter that the local mesh carries out.</summary>
/// <param name="Filter">The EnvoyFilter.</param>
/// <param name="Match">Where the patch applies.</param>
public abstract record ConfigPatch(EnvoyFilter Filter, EnvoyConfigObjectMatch Match);
