using System.IO.Pipelines;
using MlMesh.Mesh.Sidecar.Hosting;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar;

public sealed class PipeStreamTests
{
    [Theory]
    [InlineData(1, 7)]
    [InlineData(64, 64)]
    [InlineData(100, 4096)]
    [InlineData(5000, 333)]
    public async Task Bytes_arrive_as_they_were_sent_however_they_are_cut(int sent, int asked)
    {
        const int Total = 20_000;
        // Segments as small as they get, so that reads span several and give them back.
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 16, pauseWriterThreshold: 0));
        await using var stream = new PipeStream(new OneWay(pipe));
        var bytes = new byte[Total];
        new Random(1).NextBytes(bytes);
        var writing = Task.Run(async () =>
        {
            for (var at = 0; at < Total; at += sent)
                await pipe.Writer.WriteAsync(bytes.AsMemory(at, Math.Min(sent, Total - at)));
            await pipe.Writer.CompleteAsync();
        });

        var received = new MemoryStream();
        var buffer = new byte[asked];
        for (var read = await stream.ReadAsync(buffer); read > 0; read = await stream.ReadAsync(buffer))
        {
            Assert.InRange(read, 1, asked);
            received.Write(buffer, 0, read);
        }

        await writing;
        Assert.Equal(bytes, received.ToArray());
    }

    private sealed class OneWay(Pipe pipe) : IDuplexPipe
    {
        public PipeReader Input => pipe.Reader;

        public PipeWriter Output => pipe.Writer;
    }
}
