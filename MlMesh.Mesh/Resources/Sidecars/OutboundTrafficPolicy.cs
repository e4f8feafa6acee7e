namespace MlMesh.Mesh.Resources;

/// <summary>What happens to hosts that the mesh does not know.</summary>
public sealed record OutboundTrafficPolicy
{
    /// <summary>Whether they are reached.</summary>
    public OutboundTrafficMode Mode { get; init; }

    /// <summary>A proxy for them.</summary>
    public Destination? EgressProxy { get; init; }
}
