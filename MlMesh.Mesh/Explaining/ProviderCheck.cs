using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.ExternalAuthorization;

namespace MlMesh.Mesh.Explaining;

/// <summary>Says why istiod could not configure the external authorizer of a workload, so that what it would be asked about is refused.</summary>
/// <param name="policy">The policy in force.</param>
/// <param name="assumed">Whether the providers are assumed to be set up, because nobody said what the MeshConfig is.</param>
internal sealed class ProviderCheck(MeshPolicy policy, bool assumed)
{
    /// <summary>What is wrong with the providers that a workload's CUSTOM policies name; null when the authorizer is asked.</summary>
    public string? Problem(IReadOnlyList<string> names)
    {
        if (names.Count > 1)
            return $"CUSTOM policies of one workload name several providers ({string.Join(", ", names)}), so that Istio configures none";
        if (assumed || Authorizer.Find(names, policy) is not null)
            return null;
        var provider = policy.Resources.Mesh.ExtensionProviders.FirstOrDefault(provider => provider.Name == names[0]);
        // The local mesh speaks no gRPC to authorizers; Istio does, and it is Istio that is asked about here.
        if (provider?.EnvoyExtAuthzGrpc is { } grpc)
            return Authorizer.Host(grpc.Service, policy) is null ? Unknown(names[0], grpc.Service) : null;
        if (provider?.EnvoyExtAuthzHttp is not { } http)
            return $"the MeshConfig has no external authorizer '{names[0]}' among its extensionProviders";
        return Authorizer.Host(http.Service, policy) is null ? Unknown(names[0], http.Service) : $"the extension provider '{names[0]}' is faulty in port, pathPrefix or statusOnError";
    }

    private static string Unknown(string name, string service) => $"the service {service} of the extension provider '{name}' does not exist in the input";
}
