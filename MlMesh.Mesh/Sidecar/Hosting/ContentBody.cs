using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>The body of an HttpClient's request.</summary>
internal sealed class ContentBody(HttpContent content) : RequestBody
{
    public override long? Length { get; } = content.Headers.ContentLength;

    // HttpContent flushes when it wants its head out early.
    public override bool MayDelayHead => true;

    public override Task CopyToAsync(Stream destination, CancellationToken cancellationToken) => content.CopyToAsync(destination, cancellationToken);
}
