using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Listening;

/// <summary>Answers the requests of one connection.</summary>
public interface IHttpHandler
{
    /// <summary>Answers a request.</summary>
    /// <param name="request">The request; its body can be read until the answer is written.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <returns>The answer; none cuts the connection off without one.</returns>
    ValueTask<MeshResponse?> HandleAsync(MeshRequest request, CancellationToken cancellationToken);
}
