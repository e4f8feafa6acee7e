using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>An HTTP authorizer.</summary>
[OtherFieldsIgnored]
public sealed record EnvoyExtAuthzHttp
{
    /// <summary>Host of its service, maybe with namespace.</summary>
    public string Service { get; init; } = "";

    /// <summary>Port.</summary>
    public uint Port { get; init; }

    /// <summary>Time for its answer; absent: 600 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Prefix of the path that it is asked with.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>Whether its failure allows.</summary>
    public bool FailOpen { get; init; }

    /// <summary>Whether headers that it adds choose a route again.</summary>
    public bool ClearRouteCache { get; init; }

    /// <summary>Status when it fails; empty: 403.</summary>
    public string StatusOnError { get; init; } = "";

    /// <summary>Headers that it gets.</summary>
    public IReadOnlyList<string> IncludeRequestHeadersInCheck { get; init; } = [];

    /// <summary>The old name of <see cref="IncludeRequestHeadersInCheck"/>, which counts when that is empty.</summary>
    public IReadOnlyList<string> IncludeHeadersInCheck { get; init; } = [];

    /// <summary>Further headers that it gets.</summary>
    public IReadOnlyDictionary<string, string> IncludeAdditionalHeadersInCheck { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whether it gets the body.</summary>
    public ExtAuthzRequestBody? IncludeRequestBodyInCheck { get; init; }

    /// <summary>Headers that the application gets.</summary>
    public IReadOnlyList<string> HeadersToUpstreamOnAllow { get; init; } = [];

    /// <summary>Headers that the caller gets when denied.</summary>
    public IReadOnlyList<string> HeadersToDownstreamOnDeny { get; init; } = [];

    /// <summary>Headers that the caller gets when allowed.</summary>
    public IReadOnlyList<string> HeadersToDownstreamOnAllow { get; init; } = [];
}
