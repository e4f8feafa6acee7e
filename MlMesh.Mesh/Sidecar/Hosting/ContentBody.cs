using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>The body of an HttpClient's request.</summary>
internal sealed class ContentBody(HttpContent content) : RequestBody
{
    public override long? Length { get; } = content.Headers.ContentLength;

    // HttpContent flushes when it wants its head out early.
    public override bool MayDelayHead => true;

    /// <summary>Why the application could not give its body; none while it could.</summary>
    public Exception? Failure { get; private set; }

    public override async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        var watched = new WatchedStream(destination);
        try
        {
            await content.CopyToAsync(watched, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!watched.Failed && failure is not OperationCanceledException)
        {
            Failure = failure;
            throw;
        }
    }
}
