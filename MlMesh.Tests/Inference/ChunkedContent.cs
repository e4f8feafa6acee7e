using System.Net;
using System.Text;

namespace MlMesh.Tests.Inference;

/// <summary>A body without Content-Length, sent in pieces.</summary>
internal sealed class ChunkedContent(string body, int piece) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var start = 0; start < bytes.Length; start += piece)
        {
            await stream.WriteAsync(bytes.AsMemory(start, Math.Min(piece, bytes.Length - start)));
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
