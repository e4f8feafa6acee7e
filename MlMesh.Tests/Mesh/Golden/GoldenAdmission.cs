using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>A resource that the cluster refuses or warns about.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Error">Why istiod's validation refuses it.</param>
/// <param name="Warning">What istiod's validation warns about.</param>
/// <param name="Refusal">Why its schema refuses it.</param>
internal sealed record GoldenAdmission(string Kind, string Namespace, string Name, string? Error, string? Warning, string? Refusal)
{
    public static GoldenAdmission Read(YamlMappingNode node) =>
        new(node.Text("kind")!, node.Text("namespace")!, node.Text("name")!, node.Text("error"), node.Text("warning"), node.Text("schema"));
}
