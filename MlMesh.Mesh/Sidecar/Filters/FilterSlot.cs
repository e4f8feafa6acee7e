namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>A place in a filter chain, by the name that EnvoyFilters know it by.</summary>
/// <param name="Name">Envoy's name of the filter.</param>
/// <param name="Filter">The filter; none where it does nothing, or is carried out elsewhere.</param>
internal sealed record FilterSlot(string Name, IHttpFilter? Filter = null)
{
    public const string ExternalAuthorization = "envoy.filters.http.ext_authz";
    public const string Token = "envoy.filters.http.jwt_authn";
    public const string Authorization = "envoy.filters.http.rbac";
    public const string Fault = "envoy.filters.http.fault";
    public const string Router = "envoy.filters.http.router";
}
