namespace MlMesh.Mesh.Resources;

/// <summary>Names of the providers for telemetry that names none.</summary>
[OtherFieldsIgnored]
public sealed record DefaultProviders
{
    /// <summary>Tracers.</summary>
    public IReadOnlyList<string> Tracing { get; init; } = [];

    /// <summary>Metric sinks.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Access loggers.</summary>
    public IReadOnlyList<string> AccessLogging { get; init; } = [];
}
