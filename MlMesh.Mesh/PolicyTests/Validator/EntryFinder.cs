using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.PolicyTests.Validator;

/// <summary>Where a request enters the mesh that only names its host: at a gateway if the VirtualServices of the host are bound to gateways alone.</summary>
internal sealed class EntryFinder(PolicyModel model)
{
    public RequestQuestion Enter(RequestQuestion question)
    {
        var host = HostNames.Resolve((question.Authority ?? "").ToLowerInvariant(), model.DefaultNamespace);
        var named = model.Stated.VirtualServices.Where(service => service.Hosts.Any(own => Covers(HostNames.Resolve(own, service.Namespace), host))).ToList();
        if (named.Count == 0 || named.Exists(IsInMesh))
            return question;
        return question with { Gateway = HostNames.ResolveGateway(named[0].Gateways[0], named[0].Namespace) };
    }

    private static bool IsInMesh(VirtualService service) => service.Gateways.Count == 0 || service.Gateways.Contains(HostNames.Mesh);

    private static bool Covers(string own, string host) => own.Equals(host, StringComparison.OrdinalIgnoreCase) || (HostNames.IsWildcard(own) && HostNames.IsSubset(host, own));
}
