using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Benchmarks;

/// <summary>Connects to <see cref="CannedStream"/>s.</summary>
/// <param name="bodyLength">Length of the requests' bodies.</param>
internal sealed class CannedConnector(int bodyLength) : IConnector
{
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\ndate: Mon, 04 Jun 2001 17:30:00 GMT\r\n\r\n{\"ok\":true}"u8.ToArray();

    public ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken) => ValueTask.FromResult<Stream>(new CannedStream(bodyLength, Answer));
}
