using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Authorization.Conditions;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>Compiles <c>when</c>: https://istio.io/latest/docs/reference/config/security/conditions/.</summary>
internal sealed class WhenCompiler(SourceCompiler sources)
{
    private const string Headers = "request.headers[";
    private const string Claims = "request.auth.claims";

    internal IEnumerable<AuthorizationCondition> Compile(Condition condition) => AnyOf.Of(condition.Values, condition.NotValues, value => Of(condition.Key, value));

    private IEnumerable<AuthorizationCondition> Of(string key, string value) => key switch
    {
        "source.ip" => SourceCompiler.SourceIps(value),
        "remote.ip" => SourceCompiler.RemoteIps(value),
        "source.namespace" => sources.Namespaces(value),
        "source.principal" => sources.Principals(value),
        "source.serviceAccount" => sources.ServiceAccounts(value),
        "source.trustDomain" => SourceCompiler.TrustDomain(value),
        "request.auth.principal" => SourceCompiler.RequestPrincipals(value),
        "request.auth.audiences" => [new ClaimCondition(["aud"], value)],
        "request.auth.presenter" => [new ClaimCondition(["azp"], value)],
        "destination.ip" => [new AddressCondition(value, static (in r) => r.DestinationIp)],
        "destination.port" => OperationCompiler.Port(value),
        "connection.sni" => [new ServerNameCondition(value)],
        _ when key.StartsWith(Headers, StringComparison.Ordinal) && key.EndsWith(']') => [new HeaderCondition(key[Headers.Length..^1], value)],
        _ when key.StartsWith(Claims, StringComparison.Ordinal) => [new ClaimCondition(Nested(key[Claims.Length..]), value)],
        // Admission refuses unknown keys, and reports Envoy's own metadata (experimental.envoy.filters.…), which exists in the cluster only.
        _ => [Nothing.Instance],
    };

    // [a][b] names b within a; a dot is part of a name.
    private static string[] Nested(string brackets) => brackets.Trim('[', ']').Split("][");
}
