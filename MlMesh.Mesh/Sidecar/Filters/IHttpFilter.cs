using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>One of Envoy's HTTP filters in front of the router. Thread-safe: one filter serves all requests of its chain.</summary>
internal interface IHttpFilter
{
    /// <summary>Looks at a request after it was matched to its route and before it is forwarded.</summary>
    /// <param name="exchange">The request. A filter may change its headers, and say what the answer is to carry (<see cref="Exchange.AnswerHeaders"/>).</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <returns>The filter's own answer; none lets the request go on.</returns>
    ValueTask<MeshResponse?> ApplyAsync(Exchange exchange, CancellationToken cancellationToken);
}
