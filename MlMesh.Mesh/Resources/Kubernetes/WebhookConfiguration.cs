namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes MutatingWebhookConfiguration or ValidatingWebhookConfiguration.</summary>
[OtherFieldsIgnored]
public sealed record WebhookConfiguration : KubernetesObject
{
    /// <summary>Its webhooks.</summary>
    public IReadOnlyList<Webhook> Webhooks { get; init; } = [];
}
