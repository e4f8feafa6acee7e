using System.Text.Json.Nodes;
using MlMesh.Tests.AppHost;
using Xunit;

namespace MlMesh.Tests.Overlays.Generated;

/// <summary><c>istio-overlays/generated</c> is Aspirate's, and of today.</summary>
public sealed class GeneratedFilesTests
{
    private const string Remedy = "The AppHost changed, or somebody edited generated/: run the command under \"When the AppHost changes\" in docs/deploy.md and commit what it writes.";

    private static readonly string Folder = Repository.PathOf("istio-overlays", "generated");

    [Fact]
    public async Task The_committed_files_are_what_Aspirate_writes_for_the_manifest_of_today()
    {
        var expected = AspirateOutput.For(await AppHostManifest.Write());

        var committed = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.True(expected.Keys.SequenceEqual(committed), $"Files differ.\nExpected: {string.Join(' ', expected.Keys)}\nCommitted: {string.Join(' ', committed)}\n{Remedy}");
        foreach (var (path, content) in expected)
        {
            var actual = await File.ReadAllTextAsync(Path.Combine(Folder, path), TestContext.Current.CancellationToken);
            Assert.True(content == actual, $"generated/{path} differs. {Remedy}\nExpected:\n{content}\nCommitted:\n{actual}");
        }
    }

    [Fact]
    public async Task A_new_setting_of_a_service_asks_for_a_new_generation()
    {
        var manifest = await AppHostManifest.Write();
        var changed = JsonNode.Parse(manifest)!;
        changed["resources"]!["gateway"]!["env"]!["GREETING"] = "\"hello\" & {feature-store.bindings.tcp.host}";

        var (before, after) = (AspirateOutput.For(manifest), AspirateOutput.For(changed.ToJsonString()));

        var file = Assert.Single(after.Keys, path => before[path] != after[path]);
        Assert.Equal("gateway/kustomization.yaml", file);
        Assert.Contains("    - GREETING=&quot;hello&quot; &amp; feature-store\n", after[file], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("executable.v0")]
    [InlineData("project.v1")]
    public async Task A_resource_that_Aspirate_would_skip_is_refused(string type)
    {
        var manifest = JsonNode.Parse(await AppHostManifest.Write())!;
        manifest["resources"]!["gateway"]!["type"] = type;

        Assert.Contains(type, Assert.Throws<NotSupportedException>(() => AspirateOutput.For(manifest.ToJsonString())).Message, StringComparison.Ordinal);
    }
}
