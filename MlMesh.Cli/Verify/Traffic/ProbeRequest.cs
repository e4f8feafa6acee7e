namespace MlMesh.Cli.Verify.Traffic;

/// <summary>A request that a probe sends.</summary>
/// <param name="Url">Where to.</param>
internal sealed record ProbeRequest(string Url)
{
    public string Method { get; init; } = "GET";

    /// <summary>Headers beside those that every request of a run has.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Address that the URL's host stands for (<c>host:port:address</c>); null to ask DNS.</summary>
    public string? Resolve { get; init; }

    /// <summary>The same request with one more header.</summary>
    public ProbeRequest With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}
