namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>A request that was sent and what came back.</summary>
/// <param name="Response">The answer, if one came.</param>
/// <param name="Error">Why none came.</param>
/// <param name="Trace">What applications and proxies saw.</param>
/// <param name="Elapsed">From dialling to the answer's end.</param>
internal sealed record SentRequest(RawResponse? Response, string? Error, RequestTrace Trace, TimeSpan Elapsed);
