namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Recordings that need authorization, mTLS modes, tokens, external authorization or rate limits, which the mesh does not execute yet.</summary>
internal static class WaitingScenarios
{
    private static readonly HashSet<string> Names =
    [
        "dr-ratelimit-and-retries",
        "dr-ratelimit-at-gateway",
        "dr-ratelimit-descriptor-and-default",
        "dr-ratelimit-descriptors",
        "dr-ratelimit-enabled-enforced",
        "exp-rate-limit-and-canary",
        "exp-rate-limit-at-ingress-and-canary",
    ];

    public static bool Contains(string scenario) => scenario.StartsWith("sec-", StringComparison.Ordinal) || Names.Contains(scenario);
}
