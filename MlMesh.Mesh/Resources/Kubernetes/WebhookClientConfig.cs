namespace MlMesh.Mesh.Resources;

/// <summary>Whom a webhook calls.</summary>
[OtherFieldsIgnored]
public sealed record WebhookClientConfig
{
    /// <summary>Address; empty when it is a Service.</summary>
    public string Url { get; init; } = "";

    /// <summary>Service; absent when it is an address.</summary>
    public WebhookService? Service { get; init; }
}
