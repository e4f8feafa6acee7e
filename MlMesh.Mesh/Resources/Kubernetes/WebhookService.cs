namespace MlMesh.Mesh.Resources;

/// <summary>The Service that a webhook calls.</summary>
[OtherFieldsIgnored]
public sealed record WebhookService
{
    /// <summary>Its namespace.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";
}
