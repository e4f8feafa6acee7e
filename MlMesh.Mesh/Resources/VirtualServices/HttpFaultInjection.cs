namespace MlMesh.Mesh.Resources;

/// <summary>Injected faults.</summary>
public sealed record HttpFaultInjection
{
    /// <summary>A delay before forwarding.</summary>
    public FaultDelay? Delay { get; init; }

    /// <summary>An answer instead of forwarding.</summary>
    public FaultAbort? Abort { get; init; }
}
