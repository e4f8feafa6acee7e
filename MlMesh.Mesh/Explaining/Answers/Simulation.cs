namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>What many equal requests would meet.</summary>
/// <param name="Answer">What the policy says about one, with the exact shares.</param>
/// <param name="Count">How many were drawn.</param>
/// <param name="Clusters">How many went where.</param>
/// <param name="Aborted">How many an injected fault answered.</param>
/// <param name="Delayed">How many an injected fault delayed.</param>
/// <param name="Mirrored">How many copies went where.</param>
public sealed record Simulation(RequestAnswer Answer, int Count, IReadOnlyDictionary<string, int> Clusters, int Aborted, int Delayed, IReadOnlyDictionary<string, int> Mirrored);
