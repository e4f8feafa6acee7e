namespace MlMesh.Mesh.Resources;

/// <summary>One webhook.</summary>
[OtherFieldsIgnored]
public sealed record Webhook
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whom it calls.</summary>
    public WebhookClientConfig ClientConfig { get; init; } = new();

    /// <summary>Namespaces that it is for; absent: all.</summary>
    public LabelSelector? NamespaceSelector { get; init; }

    /// <summary>Objects that it is for; absent: all.</summary>
    public LabelSelector? ObjectSelector { get; init; }
}
