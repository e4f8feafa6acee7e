using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using MlMesh.Tests.Mesh.Running;
using Xunit;

namespace MlMesh.Tests.Mesh.Loading;

/// <summary>The components that the project ships, on every overlay, one by one and together.</summary>
public sealed class ComponentsTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Combinations =>
        from overlay in PolicyFolder.Names
        from components in ShippedComponents.Names.Append(ShippedComponents.Together)
        select new TheoryDataRow<string, string>(overlay, components);

    public static TheoryData<string> Choices => [.. ShippedComponents.Names, ShippedComponents.Together];

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Every_combination_loads_without_an_error(string overlay, string components)
    {
        var findings = Load(overlay, components).Findings;

        Assert.DoesNotContain(findings, finding => finding.Severity == FindingSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public async Task The_loader_sees_what_kubectl_renders(string components)
    {
        using var policy = new TemporaryPolicy();
        var root = Path.GetRelativePath(policy.Folder, Repository.PathOf("istio-overlays")).Replace('\\', '/');
        policy.Write("kustomization.yaml", $"resources: [{root}/overlays/canary]\ncomponents: [{string.Join(", ", components.Split(',').Select(name => $"{root}/components/{name}"))}]");

        var rendered = await Kubectl.Render(policy.Folder);

        Assert.Equal(Kubectl.Print(rendered), Kubectl.Print(Load("canary", components)));
    }

    private static MeshResources Load(string overlay, string components) => PolicyFiles.Read(new PolicySource(Repository.PathOf("istio-overlays", "overlays", overlay))
    {
        Components = [.. components.Split(',').Select(name => Repository.PathOf("istio-overlays", "components", name))],
        MeshConfig = Repository.PathOf("istio-overlays", "mesh", "local.yaml"),
    }).ToResources();
}
