using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Webhooks of a cluster whose control plane runs elsewhere.</summary>
internal sealed class ExternalControlPlaneAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.InvalidExternalControlPlaneConfig, IstioCodes.ExternalControlPlaneAddressIsNotAHostname];

    private const string Validator = "istio-validator-external-istiod";
    private const string DefaultValidator = "istiod-default-validator";
    private const string Injector = "istio-sidecar-injector-external-istiod";

    public void Analyze(AnalysisContext context)
    {
        if (context.Resources.Find<WebhookConfiguration>("ValidatingWebhookConfiguration", "", Validator) is null
            || context.Resources.Find<WebhookConfiguration>("MutatingWebhookConfiguration", "", Injector) is null)
        {
            return;
        }

        foreach (var configuration in context.Resources.All<WebhookConfiguration>().Where(configuration => configuration.Name is Validator or DefaultValidator or Injector))
        {
            foreach (var webhook in configuration.Webhooks)
                Check(context, configuration, webhook);
        }
    }

    private static void Check(AnalysisContext context, WebhookConfiguration configuration, Webhook webhook)
    {
        if (webhook.ClientConfig.Url.Length == 0)
        {
            context.Report(IstioCodes.InvalidExternalControlPlaneConfig, configuration, Message("", webhook, "is blank"));
        }
        else if (!Uri.TryCreate(webhook.ClientConfig.Url, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            context.Report(IstioCodes.InvalidExternalControlPlaneConfig, configuration, Message(webhook.ClientConfig.Url, webhook, "is an invalid or blank URL"));
        }
        else if (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            context.Report(IstioCodes.ExternalControlPlaneAddressIsNotAHostname, configuration,
                $"The address ({url.Host}) that was provided for the webhook ({webhook.Name}) to reach the ingress gateway on the external control plane cluster is an IP address. "
                + "This is not recommended for a production environment.");
        }
    }

    private static string Message(string host, Webhook webhook, string fault) =>
        $"The hostname ({host}) that was provided for the webhook ({webhook.Name}) to reach the ingress gateway on the external control plane cluster {fault}. Traffic may not flow properly.";
}
