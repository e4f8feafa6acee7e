namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">Status.</param>
/// <param name="Headers">All headers, names in lower case.</param>
/// <param name="Body">The body, a byte per character.</param>
internal sealed record RawResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    private static readonly HashSet<string> LeftOut =
        ["date", "server", "content-length", "transfer-encoding", "connection", "keep-alive", "x-envoy-upstream-service-time", "x-pod"];

    /// <summary>The pod whose application answered; none when a proxy did.</summary>
    public string? Pod => Headers.FirstOrDefault(header => header.Key == "x-pod").Value;

    /// <summary>The headers that the recordings keep.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> KeptHeaders =>
        [.. Headers.Where(header => !LeftOut.Contains(header.Key) && !(header.Key == "content-type" && Pod is not null && header.Value == "application/json"))];
}
