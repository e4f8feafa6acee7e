using System.Globalization;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays;

/// <summary>Pods come and go without anybody noticing.</summary>
public sealed class RolloutTests
{
    [Fact]
    public async Task Both_versions_are_pods_of_one_Service_and_no_Service_leads_to_one_version()
    {
        var objects = await Renders.Of("canary");

        var service = objects.Single(item => item.Kind == "Service" && item.Name == "model-inference");
        Assert.Equal(["model-inference-v1", "model-inference-v2"], objects.Where(item => item.PodSpec is not null && item.IsSelectedBy(service.Spec!["selector"])).Select(item => item.Name));
        Assert.Equal(["feature-store", "gateway", "model-inference"], objects.Where(item => item.Kind == "Service").Select(item => item.Name));
        Assert.All(objects.Where(item => item.Kind == "Service"), item => Assert.Single(KubeObject.Items(item.Spec!["ports"])));
    }

    [Theory]
    [InlineData("gateway", 2)]
    [InlineData("model-inference-v1", 3)]
    [InlineData("model-inference-v2", 2)]
    public async Task An_autoscaler_and_nobody_else_says_how_many_pods_there_are(string name, int least)
    {
        var objects = await Renders.Of("canary");

        var autoscaler = objects.Single(item => item.Kind == "HorizontalPodAutoscaler" && item.Name == name);
        var deployment = objects.Single(item => item.Kind == "Deployment" && item.Name == name);
        Assert.Equal(name, (string?)autoscaler.Spec!["scaleTargetRef"]!["name"]);
        Assert.Equal(least, (int)autoscaler.Spec["minReplicas"]!);
        Assert.Null(deployment.Spec!["replicas"]);
        Assert.Equal(name, (string?)autoscaler.Spec["metrics"]![0]!["containerResource"]!["container"]);
        Assert.Contains(deployment.Containers, container => (string?)container["name"] == name);
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task A_disruption_takes_one_pod_of_one_workload_at_a_time(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);
        var budgets = objects.Where(item => item.Kind == "PodDisruptionBudget").ToList();

        Assert.All(budgets, budget => Assert.Single(objects, item => item.Kind is "Deployment" or "StatefulSet" && item.IsSelectedBy(budget.Spec!["selector"])));
        foreach (var workload in objects.Where(item => item.Kind is "Deployment" or "StatefulSet"))
            Assert.True(budgets.Count(budget => workload.IsSelectedBy(budget.Spec!["selector"])) == 1, $"{workload}: needs exactly one PodDisruptionBudget");
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task A_selector_takes_the_pods_of_its_own_workload_only(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);

        foreach (var owner in objects.Where(item => item.Kind is "Deployment" or "StatefulSet"))
            Assert.Equal([owner.Id], objects.Where(item => item.Template is not null && item.IsSelectedBy(owner.Spec!["selector"])).Select(item => item.Id));
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_service_says_when_it_has_started_is_ready_and_is_alive(string overlay, string components)
    {
        foreach (var workload in (await Renders.Of(overlay, components)).Where(item => item.Kind is "Deployment" or "StatefulSet"))
            foreach (var container in KubeObject.Items(workload.PodSpec!["containers"]))
                Assert.All(["startupProbe", "readinessProbe", "livenessProbe"], probe => Assert.True(container[probe] is not null, $"{workload} {container["name"]}: no {probe}"));
    }

    [Fact]
    public async Task A_new_version_replaces_a_pod_only_when_its_own_has_been_ready_for_a_while()
    {
        foreach (var deployment in (await Renders.Of("stable")).Where(item => item.Kind == "Deployment"))
        {
            Assert.Equal(("RollingUpdate", 0, 10), ((string)deployment.Spec!["strategy"]!["type"]!, (int)deployment.Spec["strategy"]!["rollingUpdate"]!["maxUnavailable"]!, (int)deployment.Spec["minReadySeconds"]!));
            Assert.Equal("/health/ready", (string?)deployment.Containers.Single()["readinessProbe"]!["httpGet"]!["path"]);
        }
    }

    [Fact]
    public async Task A_pod_is_killed_only_after_its_application_and_then_its_sidecar_had_time_to_finish()
    {
        var objects = await Renders.Of("stable");

        foreach (var deployment in objects.Where(item => item.Kind == "Deployment"))
        {
            var settings = objects.Single(item => item.Kind == "ConfigMap" && item.Name == (string)deployment.Containers.Single()["envFrom"]![0]!["configMapRef"]!["name"]!).Json["data"]!;
            var application = Seconds(settings["Shutdown__DrainDelay"]!) + Seconds(settings["Shutdown__Timeout"]!);
            var sidecar = YamlJson.Documents(deployment.PodAnnotations["proxy.istio.io/config"]).Single()["terminationDrainDuration"]!.ToString();
            var drain = double.Parse(sidecar.TrimEnd('s'), CultureInfo.InvariantCulture);

            Assert.True(application < drain && drain < (int)deployment.PodSpec!["terminationGracePeriodSeconds"]!, $"{deployment}: application {application} s, sidecar {drain} s");
        }

        static double Seconds(System.Text.Json.Nodes.JsonNode value) => TimeSpan.Parse((string)value!, CultureInfo.InvariantCulture).TotalSeconds;
    }

    [Fact]
    public async Task The_loader_is_a_Job_that_ends_although_it_has_a_sidecar()
    {
        var objects = await Renders.Of("stable");
        var job = objects.Single(item => item.Kind == "Job");
        var v1 = objects.Single(item => item.Kind == "Deployment" && item.Name == "model-inference-v1");

        Assert.Equal("true", job.PodAnnotations["sidecar.istio.io/nativeSidecar"]);
        Assert.Equal("load-features", (string?)job.Containers.Single()["args"]![0]);
        Assert.Equal((string?)v1.Containers.Single()["image"], (string?)job.Containers.Single()["image"]);
        Assert.NotNull(job.Spec!["ttlSecondsAfterFinished"]);
    }

    [Fact]
    public async Task The_feature_store_runs_the_image_of_the_AppHost_on_a_volume()
    {
        var store = (await Renders.Of("stable")).Single(item => item.Kind == "StatefulSet");
        var redis = store.Containers.Single(container => (string?)container["name"] == "feature-store");
        var generated = YamlJson.Documents(await File.ReadAllTextAsync(Repository.PathOf("istio-overlays", "generated", "feature-store", "deployment.yaml"), TestContext.Current.CancellationToken)).Single();

        Assert.Equal((string?)new KubeObject(generated).Containers.Single()["image"], (string?)redis["image"]);
        Assert.Equal("/data", (string?)KubeObject.Items(redis["volumeMounts"]).Single(mount => (string?)mount["name"] == "data")["mountPath"]);
        Assert.Equal("data", (string?)store.Spec!["volumeClaimTemplates"]![0]!["metadata"]!["name"]);
    }
}
