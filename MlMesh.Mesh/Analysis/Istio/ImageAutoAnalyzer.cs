using System.Collections.ObjectModel;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Sidecars whose image the injector should have put in.</summary>
internal sealed class ImageAutoAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.ImageAutoWithoutInjectionWarning, IstioCodes.ImageAutoWithoutInjectionError];

    private const string Placeholder = "auto";

    public void Analyze(AnalysisContext context)
    {
        foreach (var pod in context.Resources.All<Pod>().Where(HasPlaceholder))
            context.Report(IstioCodes.ImageAutoWithoutInjectionError, pod, $"Pod {pod.Name} contains `image: auto` but does not match any Istio injection webhook selectors.");

        var webhooks = context.Resources.OfKind<WebhookConfiguration>("MutatingWebhookConfiguration")
            .SelectMany(configuration => configuration.Webhooks)
            .Where(webhook => webhook.Name.EndsWith("istio.io", StringComparison.Ordinal))
            .ToList();
        foreach (var deployment in context.Resources.OfKind<WorkloadResource>("Deployment").Where(deployment => HasPlaceholder(deployment.Template.Spec)))
        {
            var namespaceLabels = context.Resources.Namespace(deployment.Namespace)?.Labels ?? ReadOnlyDictionary<string, string>.Empty;
            if (!webhooks.Any(webhook => webhook.NamespaceSelector.Selects(namespaceLabels) && webhook.ObjectSelector.Selects(deployment.Template.Metadata.Labels)))
            {
                context.Report(IstioCodes.ImageAutoWithoutInjectionWarning, deployment,
                    $"Deployment {deployment.Name} contains `image: auto` but does not match any Istio injection webhook selectors.");
            }
        }
    }

    private static bool HasPlaceholder(IPodSpec spec) => spec.Containers.Any(container => container is { Name: MeshMembership.ProxyName, Image: Placeholder });
}
