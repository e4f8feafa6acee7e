namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Recordings that need external authorization, which the mesh does not execute yet.</summary>
internal static class WaitingScenarios
{
    private static readonly string[] Prefixes =
    [
        "sec-extauthz-",
    ];

    public static bool Contains(string scenario) => Prefixes.Any(prefix => scenario.StartsWith(prefix, StringComparison.Ordinal));
}
