using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Conditions that must all hold.</summary>
public sealed record HttpMatchRequest
{
    /// <summary>Name, appended to the rule's.</summary>
    public string Name { get; init; } = "";

    /// <summary>Path, without query.</summary>
    public StringMatch? Uri { get; init; }

    /// <summary>Scheme.</summary>
    public StringMatch? Scheme { get; init; }

    /// <summary>Method, case-sensitive.</summary>
    public StringMatch? Method { get; init; }

    /// <summary>Host header with its port.</summary>
    public StringMatch? Authority { get; init; }

    /// <summary>Headers by lower-case name; a value without exact, prefix or regex means presence.</summary>
    public IReadOnlyDictionary<string, StringMatch> Headers { get; init; } = ReadOnlyDictionary<string, StringMatch>.Empty;

    /// <summary>Port that the request was addressed to; 0: any.</summary>
    public uint Port { get; init; }

    /// <summary>Labels that the caller's workload must have.</summary>
    public IReadOnlyDictionary<string, string> SourceLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Overrides the VirtualService's gateways for this match.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];

    /// <summary>Query parameters by name.</summary>
    public IReadOnlyDictionary<string, StringMatch> QueryParams { get; init; } = ReadOnlyDictionary<string, StringMatch>.Empty;

    /// <summary>Whether exact and prefix path matches ignore letter case.</summary>
    public bool IgnoreUriCase { get; init; }

    /// <summary>Headers that must not match.</summary>
    public IReadOnlyDictionary<string, StringMatch> WithoutHeaders { get; init; } = ReadOnlyDictionary<string, StringMatch>.Empty;

    /// <summary>Namespace of the caller.</summary>
    public string SourceNamespace { get; init; } = "";

    /// <summary>Prefix of the statistics of this route.</summary>
    public string StatPrefix { get; init; } = "";
}
