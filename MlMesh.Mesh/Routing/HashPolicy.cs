namespace MlMesh.Mesh.Routing;

/// <summary>What a consistent-hash load balancer hashes.</summary>
public sealed record HashPolicy
{
    /// <summary>Where the key is.</summary>
    public required HashSource Source { get; init; }

    /// <summary>Name of the header (lower case), cookie or query parameter; empty for the source address.</summary>
    public string Name { get; init; } = "";

    /// <summary>Cookie only: Max-Age of the cookie that is made when the request has none; zero is a session cookie, none makes no cookie.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>Cookie only: its Path attribute; empty has none.</summary>
    public string Path { get; init; } = "";

    /// <summary>Cookie only: further attributes in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];
}
