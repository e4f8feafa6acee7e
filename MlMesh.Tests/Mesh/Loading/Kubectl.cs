using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Loading;

/// <summary>What the real kustomize makes of a folder.</summary>
internal static class Kubectl
{
    public static async Task<MeshResources> Render(string folder) => MeshResources.Create([ResourceReader.Read(await RenderText(folder), "rendered.yaml")]);

    public static async Task<string> RenderText(string folder)
    {
        var kubectl = Requires.Program("kubectl", "Install kubectl 1.27 or newer.");
        using var process = Process.Start(new ProcessStartInfo(kubectl, ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    private static readonly JsonSerializerOptions Options = new() { Converters = { new YamlNodeJson() } };

    /// <summary>Everything of a resource but where it was read and how old it is.</summary>
    public static IEnumerable<string> Print(MeshResources resources) => resources.Services.Cast<MeshResource>()
        .Concat(resources.Namespaces)
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
        .Select(resource => Sorted(JsonSerializer.SerializeToNode<object>(resource with { Age = 0, Location = default }, Options))!.ToJsonString())
        .Order(StringComparer.Ordinal);

    /// <summary>The same with the fields of every object in one order, as kubectl sorts them.</summary>
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
