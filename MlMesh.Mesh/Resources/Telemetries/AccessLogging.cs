namespace MlMesh.Mesh.Resources;

/// <summary>Settings for access logs.</summary>
public sealed record AccessLogging
{
    /// <summary>Which direction.</summary>
    public AccessLoggingSelector? Match { get; init; }

    /// <summary>Where they go.</summary>
    public IReadOnlyList<ProviderRef> Providers { get; init; } = [];

    /// <summary>Whether they are off.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Which requests are logged.</summary>
    [ClusterOnly("expressions over Envoy's attributes are evaluated by Envoy")]
    public AccessLogFilter? Filter { get; init; }
}
