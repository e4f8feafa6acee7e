using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
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
    [MemberData(nameof(Overlays))]
    public async Task The_loader_sees_what_kubectl_renders(string overlay)
    {
        var rendered = await Kubectl.Render(Folder(overlay));

        Assert.Empty(rendered.Findings);
        Assert.Equal(Kubectl.Print(rendered), Kubectl.Print(Load(overlay)));
    }

    private static MeshResources Load(string overlay) => MeshResources.Create(PolicyFiles.Read(Folder(overlay)).Loads);

    private static string Folder(string overlay) => Repository.PathOf("istio-overlays", "overlays", overlay);
}
