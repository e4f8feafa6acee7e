using System.Text.Json.Nodes;
using MlMesh.Tests.Mesh.Golden;
using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Cli.Policy.Recordings;

/// <summary>Holds <c>mlmesh policy test</c> against recordings of istiod and Envoy: what they did with a request is what the command expects of the policy.</summary>
[Trait("Category", "Golden")]
public sealed class AgreementTests(ITestOutputHelper output)
{
    /// <summary>What no HTTP server takes never gets as far as a policy.</summary>
    private const string Malformed = "vs-bad-requests";

    [Fact]
    public async Task The_command_decides_as_the_recorded_proxies_did()
    {
        Assert.SkipWhen(GoldenFolder.Path is null, "This machine has no recordings.");
        using var folder = new TemporaryPolicy();
        var count = 0;
        foreach (var name in GoldenFolder.Scenarios.Where(name => !name.StartsWith(Malformed, StringComparison.Ordinal)))
        {
            var scenario = GoldenScenario.Load(name);
            var (text, cases) = RecordedTests.Of(scenario);
            if (text is null)
                continue;
            count += cases;
            folder.Write($"{name}/policy-tests.yaml", text);
            folder.Write($"{name}/policy/a-world.yaml", GoldenScenario.World);
            folder.Write($"{name}/policy/b-policy.yaml", scenario.Policy);
            if (scenario.Mesh is { } mesh)
                folder.Write($"{name}/mesh.yaml", mesh);
        }

        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, "policy", "test", folder.Folder, "--json");

        Assert.True(run.ExitCode is 0 or 1, run.Error);
        Assert.Equal(count, run.Json["tests"]!.GetValue<int>());
        var failures = run.Json["files"]!.AsArray().SelectMany(file => Failures(Path.GetFileName(Path.GetDirectoryName(file!["file"]!.GetValue<string>()))!, file)).ToList();
        output.WriteLine($"{count - failures.Count} of {count} recorded cases agree.");
        Assert.True(failures.Count == 0, $"{count - failures.Count} of {count} agree; these do not:\n{string.Join('\n', failures)}");
    }

    private static IEnumerable<string> Failures(string scenario, JsonNode file) => file["tests"]!.AsArray().Where(test => !test!["passed"]!.GetValue<bool>())
        .Select(test => $"{scenario}/{test!["name"]!.GetValue<string>()}: {string.Join("; ", test["failures"]!.AsArray().Select(failure => failure!["message"]!.GetValue<string>()))}");
}
