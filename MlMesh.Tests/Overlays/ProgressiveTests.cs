using System.Diagnostics;
using System.Text.Json.Nodes;
using MlMesh.Tests.Overlays.Observability;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays;

/// <summary>What Flagger gets; it does the rest in a cluster, which does not take part here.</summary>
public sealed class ProgressiveTests
{
    private const string Overlay = "progressive";
    private const string Name = "model-inference";

    /// <summary>Flagger takes the first of these that is in the target's selector, and gives it another value in the primary.</summary>
    private static readonly string[] FlaggersLabels = ["app", "name", "app.kubernetes.io/name"];

    [Fact]
    public async Task The_routes_of_the_model_are_left_to_Flagger()
    {
        var objects = await Renders.Of(Overlay);

        Assert.DoesNotContain(objects, item => item.Kind is "VirtualService" or "DestinationRule" && item.Json.ToJsonString().Contains($"\"host\":\"{Name}\"", StringComparison.Ordinal));
        Assert.DoesNotContain(objects, item => item.Kind == "VirtualService" && item.Name == Name);
    }

    [Fact]
    public async Task The_Canary_names_a_Deployment_its_autoscaler_and_the_Service_that_the_gateway_calls()
    {
        var objects = await Renders.Of(Overlay);
        var canary = Canary(objects);

        Assert.All(["targetRef", "autoscalerRef"], field => Assert.Contains(objects, item =>
            item.ApiVersion == (string?)canary[field]!["apiVersion"] && item.Kind == (string?)canary[field]!["kind"] && item.Name == (string?)canary[field]!["name"]));
        var service = objects.Single(item => item.Kind == "Service" && item.Name == (string?)canary["service"]!["name"]);
        Assert.Equal((int)service.Spec!["ports"]![0]!["port"]!, (int)canary["service"]!["port"]!);
        Assert.Equal([Name], objects.Where(item => item.Kind == "Deployment" && item.Name.StartsWith(Name, StringComparison.Ordinal)).Select(item => item.Name));
    }

    [Fact]
    public async Task Policies_take_the_pods_that_Flagger_makes_as_they_take_those_that_are_rendered()
    {
        var objects = await Renders.Of(Overlay);
        var target = objects.Single(item => item.Kind == "Deployment" && item.Name == Name);

        var changed = FlaggersLabels.First(KubeObject.Texts(target.Spec!["selector"]!["matchLabels"]).ContainsKey);
        var primary = new KubeObject(target.Json.DeepClone().AsObject());
        primary.Template!["metadata"]!["labels"]![changed] = $"{target.PodLabels[changed]}-primary";

        var selecting = objects.Where(item => item.Kind is "AuthorizationPolicy" or "NetworkPolicy" or "PodDisruptionBudget" && target.IsSelectedBy(Selector(item))).ToList();
        Assert.True(selecting.Count >= 4, string.Join(", ", selecting));
        Assert.All(selecting, item => Assert.True(primary.IsSelectedBy(Selector(item)), $"{item} does not take the primary's pods"));
        Assert.False(primary.IsSelectedBy(target.Spec["selector"]));
    }

    [Fact]
    public async Task The_version_is_one_in_both_places_where_it_is_written()
    {
        var target = (await Renders.Of(Overlay)).Single(item => item.Kind == "Deployment" && item.Name == Name);

        Assert.Equal(target.PodLabels["version"], (string?)KubeObject.Items(target.Containers.Single()["env"]).Single(variable => (string?)variable["name"] == "MODEL_VERSION")["value"]);
    }

    [Fact]
    public async Task Every_check_asks_Prometheus_for_metrics_that_there_are()
    {
        var promtool = Requires.Program("promtool", "Install Prometheus (Debian: apt install prometheus).");
        var objects = await Renders.Of(Overlay);
        var templates = objects.Where(item => item.Kind == "MetricTemplate").ToDictionary(item => item.Name);
        var checks = KubeObject.Items(Canary(objects)["analysis"]!["metrics"]).ToList();

        Assert.Equal(templates.Keys.Order(StringComparer.Ordinal), checks.Select(check => (string)check["templateRef"]!["name"]!).Order(StringComparer.Ordinal));
        Assert.All(checks, check => Assert.NotNull(check["thresholdRange"]?["max"]));
        foreach (var template in templates.Values)
        {
            Assert.Equal("http://prometheus.istio-system:9090", template.Text("spec", "provider", "address"));
            var query = template.Text("spec", "query").Replace("{{ namespace }}", "ml-services", StringComparison.Ordinal).Replace("{{ target }}", Name, StringComparison.Ordinal).Replace("{{ interval }}", "2m", StringComparison.Ordinal);
            Assert.DoesNotContain("{{", query, StringComparison.Ordinal);
            Assert.NotEmpty(ObservabilityFiles.NamesIn(query));
            Assert.All(ObservabilityFiles.NamesIn(query), name => Assert.Contains(name, ObservabilityFiles.Metrics.Keys));
            await IsPromQl(promtool, query);
        }
    }

    private static async Task IsPromQl(string promtool, string query)
    {
        // As a rule: promtool parses queries nowhere else.
        var rules = new JsonObject { ["groups"] = new JsonArray(new JsonObject { ["name"] = "check", ["rules"] = new JsonArray(new JsonObject { ["record"] = "check:value", ["expr"] = query }) }) };
        var file = Path.Combine(Path.GetTempPath(), $"mlmesh-check-{Guid.NewGuid():n}.yaml");
        await File.WriteAllTextAsync(file, rules.ToJsonString(), TestContext.Current.CancellationToken);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(promtool, ["check", "rules", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await output + error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JsonNode Canary(IReadOnlyList<KubeObject> objects) => objects.Single(item => item.Kind == "Canary").Spec!;

    private static JsonNode? Selector(KubeObject item) => item.Spec?["selector"] ?? item.Spec?["podSelector"] ?? new JsonObject();
}
