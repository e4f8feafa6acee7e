using System.Collections.ObjectModel;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>VirtualServices that route by claims at a gateway where no RequestAuthentication reads tokens.</summary>
internal sealed class ClaimRouteAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.JwtClaimBasedRoutingWithoutRequestAuthN];

    private const string ClaimPrefix = "@request.auth.claims";
    private const string RootNamespace = "istio-system";

    public void Analyze(AnalysisContext context)
    {
        var readers = new SelectorIndex<RequestAuthentication>();
        foreach (var policy in context.Resources.All<RequestAuthentication>())
            readers.Add(policy.Namespace, policy.Selector?.MatchLabels ?? ReadOnlyDictionary<string, string>.Empty, policy);
        foreach (var service in context.Resources.All<VirtualService>())
        {
            if (ClaimKey(service) is not { } key)
                continue;

            foreach (var stated in service.Gateways.Where(gateway => gateway != HostNames.Mesh))
            {
                var (ns, name) = FullNames.Parse(stated, service.Namespace);
                if (context.Resources.Find<GatewayResource>("Gateway", ns, name) is { } gateway)
                    Check(context, service, gateway, key, readers);
            }
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, GatewayResource gateway, string key, SelectorIndex<RequestAuthentication> readers)
    {
        foreach (var pod in context.Pods.Selected(gateway.Selector))
        {
            if (Reads(readers, RootNamespace, pod) || Reads(readers, pod.Namespace, pod))
                continue;

            context.Report(
                IstioCodes.JwtClaimBasedRoutingWithoutRequestAuthN,
                service,
                $"The virtual service uses the JWT claim based routing (key: {key}) but found no request authentication for the gateway ({gateway.FullName()}) pod ({pod.Name}). "
                + "The request authentication must first be applied for the gateway pods to validate the JWT token and make the claims available for routing.");
            return;
        }
    }

    private static bool Reads(SelectorIndex<RequestAuthentication> readers, string ns, Pod pod) =>
        readers.WithoutSelector(ns).Count > 0 || readers.Selecting(ns, pod.Labels).Any();

    private static string? ClaimKey(VirtualService service) => service.Http
        .SelectMany(rule => rule.Match)
        .SelectMany(match => match.Headers.Keys.Concat(match.WithoutHeaders.Keys))
        .FirstOrDefault(name => name.StartsWith(ClaimPrefix, StringComparison.Ordinal));
}
