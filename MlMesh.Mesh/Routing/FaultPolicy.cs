namespace MlMesh.Mesh.Routing;

/// <summary>Faults that a route injects, before CORS and before the destination is asked.</summary>
/// <param name="Delay">Wait before anything else, or none.</param>
/// <param name="Abort">Answer instead of the destination, or none.</param>
public sealed record FaultPolicy(InjectedDelay? Delay, InjectedAbort? Abort);
