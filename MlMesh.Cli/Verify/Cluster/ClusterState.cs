using System.Text.Json.Nodes;
using MlMesh.Cli.Verify.Expectations;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify.Cluster;

/// <summary>What the cluster holds, each thing asked for once.</summary>
internal sealed class ClusterState(ClusterTools tools, string ns)
{
    private const string Kinds = "virtualservices.networking.istio.io,destinationrules.networking.istio.io,serviceentries.networking.istio.io,sidecars.networking.istio.io," +
        "envoyfilters.networking.istio.io,peerauthentications.security.istio.io,authorizationpolicies.security.istio.io,requestauthentications.security.istio.io";

    private IReadOnlyList<MeshResource>? _policy;
    private IReadOnlyList<MeshResource>? _rootPolicy;
    private IReadOnlyList<PodInfo>? _pods;

    /// <summary>Istio's resources and the ConfigMaps of the system's namespace.</summary>
    public async Task<IReadOnlyList<MeshResource>> PolicyAsync(CancellationToken cancellationToken) =>
        _policy ??= await ReadAsync(["get", $"{Kinds},configmaps", "-n", ns, "-o", "json"], cancellationToken);

    /// <summary>Istio's resources in its root namespace, which hold for gateways and for the whole mesh.</summary>
    public async Task<IReadOnlyList<MeshResource>> RootPolicyAsync(CancellationToken cancellationToken) =>
        _rootPolicy ??= await ReadAsync(["get", Kinds, "-n", Deployment.IstioNamespace, "-o", "json"], cancellationToken);

    /// <summary>The pods of the system's namespace that have not ended.</summary>
    public async Task<IReadOnlyList<PodInfo>> PodsAsync(CancellationToken cancellationToken)
    {
        if (_pods is not null)
            return _pods;
        var list = await tools.ReadAsync(["get", "pods", "-n", ns, "-o", "json"], cancellationToken);
        return _pods = [.. ((list["items"] as JsonArray) ?? []).OfType<JsonNode>().Select(PodInfo.Of).Where(pod => !pod.HasEnded)];
    }

    /// <summary>Whether the system's pods have ztunnel instead of sidecars. The pods tell: the namespace need not be labelled for it.</summary>
    public async Task<bool> IsAmbientAsync(CancellationToken cancellationToken) =>
        (await PodsAsync(cancellationToken)).Any(pod => pod is { App: Deployment.Gateway, Sidecar: SidecarForm.Ztunnel });

    /// <summary>A ready pod of the gateway.</summary>
    /// <exception cref="CheckFailedException">There is none.</exception>
    public async Task<PodInfo> GatewayPodAsync(CancellationToken cancellationToken) =>
        (await PodsAsync(cancellationToken)).FirstOrDefault(pod => pod.App == Deployment.Gateway && pod.IsReady)
        ?? throw new CheckFailedException($"a ready pod with the label app={Deployment.Gateway}", "none", $"kubectl describe pods -n {ns} -l app={Deployment.Gateway}");

    /// <summary>How the model's requests are routed.</summary>
    /// <exception cref="CheckFailedException">No VirtualService routes them.</exception>
    public async Task<ModelRoutes> RoutesAsync(CancellationToken cancellationToken) => ModelRoutes.Of(await PolicyAsync(cancellationToken), ns);

    private async Task<IReadOnlyList<MeshResource>> ReadAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        ResourceReader.Read(ClusterTools.Succeeded(await tools.KubectlAsync(arguments, null, cancellationToken)).Output, "the cluster", ns).Resources;
}
