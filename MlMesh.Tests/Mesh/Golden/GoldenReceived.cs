using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>A request as an application got it.</summary>
/// <param name="Workload">Workload of the application.</param>
/// <param name="Port">Port that it came in on.</param>
/// <param name="Method">Method.</param>
/// <param name="Path">Request target.</param>
/// <param name="Headers">Headers, with lower-case names.</param>
/// <param name="BodyLength">Bytes of the body.</param>
internal sealed record GoldenReceived(
    string Workload, int Port, string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers, int BodyLength)
{
    public static GoldenReceived Read(YamlMappingNode node) => new(
        node.Text("workload")!,
        node.Int("port") ?? 8080,
        node.Text("method")!,
        node.Text("path")!,
        node.Get("headers").Headers(),
        node.Int("body") ?? 0);
}
