namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Inserts an HTTP filter; exactly one of the configurations is set.</summary>
/// <param name="Filter">The EnvoyFilter.</param>
/// <param name="Match">Which filter chains, and beside which of their filters.</param>
/// <param name="Operation">Where the filter goes.</param>
/// <param name="Name">The filter's name, under which routes say what differs for them.</param>
/// <param name="Local">It is a local rate limit.</param>
/// <param name="Global">It is a rate limit that asks a service.</param>
public sealed record HttpFilterPatch(
    EnvoyFilter Filter, EnvoyConfigObjectMatch Match, EnvoyPatchOperation Operation, string Name, LocalRateLimit? Local, GlobalRateLimit? Global) : ConfigPatch(Filter, Match);
