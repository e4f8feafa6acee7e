using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Authorization.Conditions;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>Compiles <c>from.source</c>.</summary>
internal sealed class SourceCompiler(string policyNamespace, TrustDomains trustDomains)
{
    internal AuthorizationCondition Compile(Source source) => AllOf.Of(
    [
        .. AnyOf.Of(source.Principals, source.NotPrincipals, Principals),
        .. AnyOf.Of(source.RequestPrincipals, source.NotRequestPrincipals, RequestPrincipals),
        .. AnyOf.Of(source.Namespaces, source.NotNamespaces, Namespaces),
        .. AnyOf.Of(source.ServiceAccounts, source.NotServiceAccounts, ServiceAccounts),
        .. AnyOf.Of(source.TrustDomains, source.NotTrustDomains, TrustDomain),
        .. AnyOf.Of(source.RemoteIpBlocks, source.NotRemoteIpBlocks, RemoteIps),
        .. AnyOf.Of(source.IpBlocks, source.NotIpBlocks, SourceIps),
    ]);

    internal IEnumerable<AuthorizationCondition> Principals(string value) => trustDomains.Expand(value).Select(PrincipalCondition.OfPrincipal);

    internal IEnumerable<AuthorizationCondition> Namespaces(string value) => [PrincipalCondition.OfNamespace(value)];

    internal static IEnumerable<AuthorizationCondition> RequestPrincipals(string value) => [new RequestPrincipalCondition(value)];

    internal static IEnumerable<AuthorizationCondition> SourceIps(string value) => [new AddressCondition(value, static (in r) => r.SourceIp)];

    internal static IEnumerable<AuthorizationCondition> RemoteIps(string value) => [new AddressCondition(value, static (in r) => r.RemoteIp)];

    internal static IEnumerable<AuthorizationCondition> TrustDomain(string value) => [PrincipalCondition.OfTrustDomain(value)];

    internal IEnumerable<AuthorizationCondition> ServiceAccounts(string value) => [PrincipalCondition.OfServiceAccount(value, policyNamespace)];
}
