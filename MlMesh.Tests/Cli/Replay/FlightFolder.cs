using System.IO.Compression;
using System.Text;

namespace MlMesh.Tests.Cli.Replay;

/// <summary>A folder with days of flights, for as long as a test runs.</summary>
internal sealed class FlightFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-flights-");

    public string Path => _folder.FullName;

    /// <summary>Writes a day; a line is <c>scheduled,origin,destination,distance,delay</c>.</summary>
    public FlightFolder With(string day, params string[] lines) =>
        WithFile(day, "scheduled,origin,destination,distance,delay\n" + string.Join('\n', lines));

    public FlightFolder WithFile(string day, string text)
    {
        using var file = new GZipStream(File.Create(System.IO.Path.Combine(Path, $"flights-{day}.csv.gz")), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public FlightFolder WithRawFile(string day, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, $"flights-{day}.csv.gz"), text);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
