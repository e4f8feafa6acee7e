namespace MlMesh.Mesh.Routing;

/// <summary>The random source of every draw that a decision makes. Injected, so that a decision is a function of policy, request and draw. Thread-safe.</summary>
public interface IRandom
{
    /// <summary>The next 64 uniformly distributed bits.</summary>
    ulong NextBits();
}
