using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Settings for spans.</summary>
public sealed record Tracing
{
    /// <summary>Which direction.</summary>
    public TracingSelector? Match { get; init; }

    /// <summary>Where spans go.</summary>
    public IReadOnlyList<ProviderRef> Providers { get; init; } = [];

    /// <summary>Share of requests, 0 to 100; absent: inherited.</summary>
    public double? RandomSamplingPercentage { get; init; }

    /// <summary>Whether no span is reported.</summary>
    public bool? DisableSpanReporting { get; init; }

    /// <summary>Attributes by name.</summary>
    public IReadOnlyDictionary<string, CustomTag> CustomTags { get; init; } = ReadOnlyDictionary<string, CustomTag>.Empty;

    /// <summary>Whether x-request-id decides sampling.</summary>
    public bool? UseRequestIdForTraceSampling { get; init; }

    /// <summary>Whether Istio's own attributes are set.</summary>
    public bool? EnableIstioTags { get; init; }

    /// <summary>Whether trace headers are left alone.</summary>
    public bool? DisableContextPropagation { get; init; }
}
