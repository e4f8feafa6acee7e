using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Sidecars of another image than the injector would give them today.</summary>
internal sealed class ProxyImageAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.PodsIstioProxyImageMismatchInNamespace];

    private static readonly string[] Types = ["-distroless", "-debug"];

    public void Analyze(AnalysisContext context)
    {
        foreach (var ns in context.Resources.All<KubernetesNamespace>())
        {
            var hasRevision = ns.Labels.TryGetValue(MeshMembership.RevisionLabel, out var revision);
            if (!hasRevision && ns.Labels.GetValueOrDefault(MeshMembership.InjectionLabel) != "enabled")
                continue;
            if (InjectorConfiguration.For(context.Resources, revision) is not { } injector)
                continue;

            var names = context.Pods.In(ns.Name).Where(pod => HasOtherImage(pod, injector.ProxyImage)).Select(pod => pod.Name).ToList();
            if (names.Count > 0)
            {
                context.Report(IstioCodes.PodsIstioProxyImageMismatchInNamespace, ns,
                    $"The Istio proxy images of the pods running in the namespace do not match the image defined in the injection configuration (pod names: {FullNames.GoList(names)}). "
                    + "This often happens after upgrading the Istio control-plane and can be fixed by redeploying the pods.");
            }
        }
    }

    private static bool HasOtherImage(Pod pod, string image) =>
        string.IsNullOrEmpty(pod.Annotations.GetValueOrDefault("sidecar.istio.io/proxyImage"))
        && pod.Containers.Concat(pod.InitContainers).Any(container => container.Name == MeshMembership.ProxyName && WithoutType(container.Image) != WithoutType(image));

    /// <summary>An image's type is the pod's choice (sidecar.istio.io/proxyImageType).</summary>
    private static string WithoutType(string image) => Types.FirstOrDefault(type => image.EndsWith(type, StringComparison.Ordinal)) is { } type ? image[..^type.Length] : image;
}
