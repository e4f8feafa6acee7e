using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        var kubectl = Requires.Program("kubectl", "Install kubectl 1.27 or newer.");
        var rendered = await Render(kubectl, overlay);

        var seen = Load(overlay);
        var real = MeshResources.Create([ResourceReader.Read(rendered, "rendered.yaml")]);

        Assert.Empty(real.Findings);
        Assert.Equal(Print(real), Print(seen));
    }

    private static MeshResources Load(string overlay) => MeshResources.Create(PolicyFiles.Read(Folder(overlay)).Loads);

    private static string Folder(string overlay) => Repository.PathOf("istio-overlays", "overlays", overlay);

    private static async Task<string> Render(string kubectl, string overlay)
    {
        using var process = Process.Start(new ProcessStartInfo(kubectl, ["kustomize", Folder(overlay)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    /// <summary>Everything of a resource but where it was read and how old it is.</summary>
    private static IEnumerable<string> Print(MeshResources resources) => resources.Services.Cast<MeshResource>()
        .Concat(resources.VirtualServices)
        .Concat(resources.DestinationRules)
        .Concat(resources.Gateways)
        .Concat(resources.Sidecars)
        .Concat(resources.ServiceEntries)
        .Concat(resources.Telemetries)
        .Concat(resources.EnvoyFilters)
        .Concat(resources.AuthorizationPolicies)
        .Concat(resources.PeerAuthentications)
        .Concat(resources.RequestAuthentications)
        .Select(resource => Sorted(JsonSerializer.SerializeToNode<object>(resource with { Age = 0, Location = default }))!.ToJsonString())
        .Order(StringComparer.Ordinal);

    /// <summary>The same with the fields of every object in one order, as kubectl sorts them.</summary>
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
