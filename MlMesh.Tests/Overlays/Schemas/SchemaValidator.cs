using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays.Schemas;

/// <summary>Asks <c>validate.mjs</c>.</summary>
internal static class SchemaValidator
{
    /// <summary>The faults of each object, in their order.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> Validate(IReadOnlyList<KubeObject> objects)
    {
        var node = Requires.Program("node", "Install Node.js 20 or newer.");
        var script = Repository.PathOf("MlMesh.Tests", "Overlays", "Schemas", "validate.mjs");
        using var process = Process.Start(new ProcessStartInfo(node, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var input = new JsonObject
        {
            ["objects"] = new JsonArray([.. objects.Select(item => item.Json.DeepClone())]),
            ["crds"] = new JsonArray([.. Definitions()]),
        };
        await process.StandardInput.WriteAsync(input.ToJsonString());
        process.StandardInput.Close();
        var answer = await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return JsonSerializer.Deserialize<List<List<string>>>(answer)!;
    }

    /// <summary>Istio's definitions, where they are at hand: the file that <c>ISTIO_CRDS</c> names, or istio-crds.yaml in a folder <c>shared</c> beside the repository.</summary>
    private static IEnumerable<JsonNode> Definitions()
    {
        var beside = Path.Combine(Repository.Root, "..", "shared", "istio-crds.yaml");
        var file = Environment.GetEnvironmentVariable("ISTIO_CRDS") is { Length: > 0 } named ? named : File.Exists(beside) ? beside : null;
        return file is null ? [] : YamlJson.Documents(File.ReadAllText(file)).Where(document => (string?)document["kind"] == "CustomResourceDefinition");
    }
}
