using System.Diagnostics;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays.Observability;

/// <summary>Rules and dashboards, without a cluster.</summary>
public sealed class ObservabilityTests
{
    private const string Remedy = "Install Prometheus (Debian: apt install prometheus).";

    [Fact]
    public async Task The_rules_are_well_formed_and_do_what_their_tests_say()
    {
        var promtool = Requires.Program("promtool", Remedy);
        string[] rules = [ObservabilityFiles.PathOf("recording.rules.yaml"), ObservabilityFiles.PathOf("alerting.rules.yaml")];

        await Succeeds(promtool, ["check", "rules", "--lint-fatal", .. rules]);
        await Succeeds(promtool, ["test", "rules", .. TestFiles()]);
    }

    [Fact]
    public void Every_alert_has_a_test_in_which_it_fires_and_one_in_which_it_does_not()
    {
        var tests = TestFiles().SelectMany(file => YamlJson.Documents(File.ReadAllText(file)).Single()["tests"]!.AsArray())
            .SelectMany(test => KubeObject.Items(test!["alert_rule_test"])).ToList();

        Assert.All(ObservabilityFiles.Alerts, alert =>
        {
            var name = (string)alert["alert"]!;
            Assert.True(tests.Any(test => (string?)test["alertname"] == name && test["exp_alerts"]!.AsArray().Count > 0), $"{name} fires in no test");
            Assert.True(tests.Any(test => (string?)test["alertname"] == name && test["exp_alerts"]!.AsArray().Count == 0) || name is "MlMeshErrorsSlow" or "MlMeshSlowSlow", $"{name} is quiet in no test");
            Assert.True((string?)alert["labels"]?["severity"] is "page" or "ticket", $"{name} has no severity");
        });
    }

    [Fact]
    public async Task The_committed_dashboards_are_those_of_today()
    {
        var node = Requires.Program("node", "Install Node.js 20 or newer.");
        var folder = Directory.CreateTempSubdirectory("mlmesh-dashboards-");
        try
        {
            await Succeeds(node, [ObservabilityFiles.PathOf("dashboards", "build.mjs"), folder.FullName]);

            var built = folder.EnumerateFiles("*.json").ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName));
            var committed = Directory.EnumerateFiles(ObservabilityFiles.PathOf("dashboards"), "*.json").ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);
            Assert.Equal(["feature-store.json", "mesh.json", "model-serving.json", "rollout.json"], committed.Keys.Order(StringComparer.Ordinal));
            Assert.All(committed, file => Assert.True(built.GetValueOrDefault(file.Key) == file.Value, $"{file.Key} is not what panels.mjs says: run node istio-overlays/observability/dashboards/build.mjs"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_metric_that_is_read_is_listed_and_every_listed_one_is_read()
    {
        var expressions = ObservabilityFiles.Queries.Select(query => query.Query)
            .Concat(ObservabilityFiles.Alerts.Concat(ObservabilityFiles.Recorded).Select(rule => (string)rule["expr"]!));
        var read = expressions.SelectMany(ObservabilityFiles.NamesIn).ToHashSet(StringComparer.Ordinal);
        var recorded = ObservabilityFiles.Recorded.Select(rule => (string)rule["record"]!).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(ObservabilityFiles.Metrics.Keys.Order(StringComparer.Ordinal), read.Where(name => !name.Contains(':', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(recorded.Order(StringComparer.Ordinal), read.Where(name => name.Contains(':', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_kustomization_has_every_rule_and_dashboard()
    {
        var rendered = YamlJson.Documents(await Mesh.Loading.Kubectl.RenderText(ObservabilityFiles.PathOf())).Select(document => new KubeObject(document)).ToDictionary(item => item.Name);

        Assert.Equal(["feature-store.json", "mesh.json", "model-serving.json", "rollout.json"], Keys(rendered["mlmesh-dashboards"]));
        Assert.Equal(["alerting.rules.yaml", "recording.rules.yaml"], Keys(rendered["mlmesh-rules"]));

        static IEnumerable<string> Keys(KubeObject item) => item.Json["data"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal);
    }

    private static string[] TestFiles() => Directory.GetFiles(ObservabilityFiles.PathOf("tests"), "*.test.yaml");

    private static async Task Succeeds(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await error);
    }
}
