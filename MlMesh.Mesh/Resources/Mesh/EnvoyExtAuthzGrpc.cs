namespace MlMesh.Mesh.Resources;

/// <summary>A gRPC authorizer.</summary>
[OtherFieldsIgnored]
public sealed record EnvoyExtAuthzGrpc
{
    /// <summary>Host of its service, maybe with namespace.</summary>
    public string Service { get; init; } = "";

    /// <summary>Port.</summary>
    public uint Port { get; init; }

    /// <summary>Time for its answer; absent: 600 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether its failure allows.</summary>
    public bool FailOpen { get; init; }

    /// <summary>Whether headers that it adds choose a route again.</summary>
    public bool ClearRouteCache { get; init; }

    /// <summary>Status when it fails; empty: 403.</summary>
    public string StatusOnError { get; init; } = "";

    /// <summary>Whether it gets the body.</summary>
    public ExtAuthzRequestBody? IncludeRequestBodyInCheck { get; init; }
}
