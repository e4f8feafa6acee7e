namespace MlMesh.Mesh.Resources;

/// <summary>A port of a Service.</summary>
[OtherFieldsIgnored]
public sealed record KubernetesServicePort
{
    /// <summary>Name; its prefix states the protocol.</summary>
    public string Name { get; init; } = "";

    /// <summary>Number.</summary>
    public uint Port { get; init; }

    /// <summary>Number or name of the pods' port; empty: the same.</summary>
    public string TargetPort { get; init; } = "";

    /// <summary>TCP, UDP or SCTP; empty: TCP.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Protocol, before the name's prefix.</summary>
    public string AppProtocol { get; init; } = "";
}
