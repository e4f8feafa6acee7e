using System.IO.Pipelines;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>A body that a filter has read and put back, as the stream that an application in the same process reads.</summary>
internal static class ReplacedBody
{
    /// <summary>Opens the body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="cancellationToken">The client went away.</param>
    public static Stream Open(RequestBody body, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        _ = FillAsync(body, pipe.Writer, cancellationToken);
        return pipe.Reader.AsStream();
    }

    private static async Task FillAsync(RequestBody body, PipeWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await body.CopyToAsync(writer.AsStream(leaveOpen: true), cancellationToken).ConfigureAwait(false);
            await writer.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await writer.CompleteAsync(failure).ConfigureAwait(false);
        }
    }
}
