namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Recordings that need external authorization or rate limits, which the mesh does not execute yet.</summary>
internal static class WaitingScenarios
{
    private static readonly string[] Prefixes =
    [
        "dr-ratelimit-",
        "exp-rate-limit-",
        "sec-extauthz-",
    ];

    public static bool Contains(string scenario) => Prefixes.Any(prefix => scenario.StartsWith(prefix, StringComparison.Ordinal));
}
