using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Mesh.Loading;

/// <summary>The policies that the project ships.</summary>
public sealed class OverlaysTests
{
    public static TheoryData<string> Overlays =>
        [.. Directory.EnumerateDirectories(Repository.PathOf("istio-overlays", "overlays")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Every_overlay_loads_without_a_finding(string overlay)
    {
        var resources = Load(overlay);

        Assert.Empty(resources.Findings);
        Assert.NotEmpty(resources.VirtualServices);
        Assert.Contains(resources.Services, service => service.Name == "model-inference");
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task The_loader_sees_what_kubectl_renders(string overlay, string components)
    {
        var rendered = MeshResources.Create([ResourceReader.Read(await Renders.Text(overlay, components), "rendered.yaml")]);
        var seen = PolicyFiles.Read(new PolicySource(Folder(overlay)) { Components = [.. components.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Component)] }).ToResources();

        Assert.Equal(Kubectl.Print(rendered), Kubectl.Print(seen));
    }

    private static MeshResources Load(string overlay) => MeshResources.Create(PolicyFiles.Read(Folder(overlay)).Loads);

    private static string Component(string name) => Repository.PathOf("istio-overlays", "components", name);

    private static string Folder(string overlay) => Repository.PathOf("istio-overlays", "overlays", overlay);
}
