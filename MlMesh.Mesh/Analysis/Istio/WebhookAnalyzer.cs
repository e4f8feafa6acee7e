using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Injectors: do their webhooks overlap, and do the Services that they call exist?</summary>
internal sealed class WebhookAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.InvalidWebhook];

    public void Analyze(AnalysisContext context)
    {
        var injectors = context.Resources.OfKind<WebhookConfiguration>("MutatingWebhookConfiguration").Where(IsInjector).ToList();
        var webhooks = injectors.SelectMany(configuration => configuration.Webhooks, (configuration, webhook) => (Configuration: configuration, Webhook: webhook)).ToList();
        var revisions = injectors.SelectMany(Revisions).Distinct(StringComparer.Ordinal).ToList();
        CheckOverlaps(context, webhooks, revisions);
        foreach (var (configuration, webhook) in webhooks)
        {
            if (webhook.ClientConfig.Service is { } service && !context.Services.Exists(service.Namespace, service.Name))
            {
                context.Report(IstioCodes.InvalidWebhook, configuration,
                    $"Injector refers to a control plane service that does not exist: {service.Namespace}/{service.Name}.");
            }
        }
    }

    /// <summary>No namespace and pod may be taken by two webhooks, whatever their labels for injection are.</summary>
    private static void CheckOverlaps(AnalysisContext context, List<(WebhookConfiguration Configuration, Webhook Webhook)> webhooks, List<string> revisions)
    {
        var namespaces = Permutations(MeshMembership.InjectionLabel, ["enabled", "disabled"], revisions).ToList();
        var objects = Permutations(MeshMembership.InjectLabel, ["true", "false"], revisions).ToList();
        foreach (var ns in namespaces)
        {
            var candidates = webhooks.Where(pair => pair.Webhook.NamespaceSelector.Selects(ns)).ToList();
            foreach (var pod in candidates.Count > 1 ? objects : [])
            {
                var matches = candidates.Where(pair => pair.Webhook.ObjectSelector.Selects(pod)).DistinctBy(pair => (pair.Configuration.Name, pair.Webhook.Name)).ToList();
                foreach (var match in matches.Count > 1 ? matches : [])
                {
                    var others = matches.Where(other => other != match).Select(other => $"{other.Configuration.Name}/{other.Webhook.Name}");
                    context.Report(IstioCodes.InvalidWebhook, match.Configuration,
                        $"Webhook overlaps with others: {FullNames.GoList(others)}. This may cause injection to occur twice.");
                }
            }
        }
    }

    private static IEnumerable<Dictionary<string, string>> Permutations(string label, string[] values, List<string> revisions)
    {
        foreach (var revision in revisions.Prepend(null))
        {
            foreach (var value in values.Prepend(null))
            {
                var labels = new Dictionary<string, string>();
                if (value is not null)
                    labels[label] = value;
                if (revision is not null)
                    labels[MeshMembership.RevisionLabel] = revision;
                yield return labels;
            }
        }
    }

    private static bool IsInjector(WebhookConfiguration configuration) =>
        configuration.Webhooks.Any(webhook => webhook.Name.EndsWith("istio.io", StringComparison.Ordinal)) || Revisions(configuration).Any();

    private static IEnumerable<string> Revisions(WebhookConfiguration configuration)
    {
        if (configuration.Labels.TryGetValue(MeshMembership.RevisionLabel, out var own))
            yield return own;
        foreach (var selector in configuration.Webhooks.SelectMany(webhook => new[] { webhook.NamespaceSelector, webhook.ObjectSelector }))
        {
            if (selector is null)
                continue;
            if (selector.MatchLabels.TryGetValue(MeshMembership.RevisionLabel, out var revision))
                yield return revision;
            foreach (var value in selector.MatchExpressions.Where(requirement => requirement.Key == MeshMembership.RevisionLabel).SelectMany(requirement => requirement.Values))
                yield return value;
        }
    }
}
