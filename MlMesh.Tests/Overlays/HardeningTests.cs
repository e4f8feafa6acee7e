using System.Text.Json.Nodes;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays;

/// <summary>What every workload keeps to, whatever the policy.</summary>
public sealed class HardeningTests
{
    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_container_has_requests_and_limits(string overlay, string components)
    {
        foreach (var (workload, container) in Containers(await Renders.Of(overlay, components)))
            foreach (var part in new[] { "requests", "limits" })
                foreach (var resource in new[] { "cpu", "memory" })
                    Assert.True(container["resources"]?[part]?[resource] is not null, $"{workload} {container["name"]}: no resources.{part}.{resource}");
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_pod_passes_the_restricted_pod_security_standard(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);

        foreach (var workload in objects.Where(item => item.PodSpec is not null))
        {
            var pod = workload.PodSpec!;
            Assert.True(IsTrue(pod["securityContext"]?["runAsNonRoot"]), $"{workload}: runAsNonRoot");
            Assert.True((int?)pod["securityContext"]?["runAsUser"] > 0, $"{workload}: runAsUser");
            Assert.True((string?)pod["securityContext"]?["seccompProfile"]?["type"] == "RuntimeDefault", $"{workload}: seccompProfile");
            Assert.False(IsTrue(pod["hostNetwork"]) || IsTrue(pod["hostPID"]) || IsTrue(pod["hostIPC"]), $"{workload}: uses the host's namespaces");
            Assert.All(KubeObject.Items(pod["volumes"]), volume => Assert.True(volume["hostPath"] is null, $"{workload}: hostPath"));
        }

        foreach (var (workload, container) in Containers(objects))
        {
            var context = container["securityContext"];
            Assert.True((bool?)context?["allowPrivilegeEscalation"] == false, $"{workload} {container["name"]}: allowPrivilegeEscalation");
            Assert.True(IsTrue(context["readOnlyRootFilesystem"]), $"{workload} {container["name"]}: readOnlyRootFilesystem");
            Assert.True((string?)context["capabilities"]?["drop"]?[0] == "ALL" && context["capabilities"]!["add"] is null, $"{workload} {container["name"]}: capabilities");
        }
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_workload_has_an_account_of_its_own_and_no_token(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);
        var accounts = objects.Where(item => item.Kind == "ServiceAccount").ToDictionary(item => item.Name);

        foreach (var workload in objects.Where(item => item.PodSpec is not null))
        {
            var account = (string?)workload.PodSpec!["serviceAccountName"] ?? "default";
            Assert.True(accounts.ContainsKey(account), $"{workload}: the service account {account} is not there");
            Assert.True((bool?)workload.PodSpec["automountServiceAccountToken"] == false, $"{workload}: its token is mounted");
        }
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task No_image_floats(string overlay, string components)
    {
        foreach (var (workload, container) in Containers(await Renders.Of(overlay, components)))
        {
            var image = (string)container["image"]!;
            var tag = image[(image.LastIndexOf('/') + 1)..].Split(':', 2);
            Assert.True(image.Contains("@sha256:", StringComparison.Ordinal) || (tag.Length == 2 && tag[1] is not ("latest" or "")), $"{workload}: {image}");
        }
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_Service_port_names_its_protocol_and_leads_to_a_port_of_its_pods(string overlay, string components)
    {
        string[] protocols = ["http", "http2", "https", "grpc", "grpc-web", "tcp", "tls", "redis", "mongo", "mysql", "udp"];
        var objects = await Renders.Of(overlay, components);

        foreach (var service in objects.Where(item => item.Kind == "Service" && item.Spec?["selector"] is not null))
        {
            var pods = objects.Where(item => item.Template is not null && item.IsSelectedBy(service.Spec!["selector"])).ToList();
            Assert.True(pods.Count > 0, $"{service}: selects no workload");
            foreach (var port in KubeObject.Items(service.Spec!["ports"]))
            {
                Assert.True(protocols.Contains(((string?)port["name"] ?? "").Split('-')[0]), $"{service}: the port {port.ToJsonString()} names no protocol");
                Assert.All(pods, pod => Assert.True(Listens(pod, port["targetPort"] ?? port["port"]!), $"{service}: nothing in {pod} listens on {port.ToJsonString()}"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_reference_of_a_pod_leads_somewhere_and_changed_settings_roll_it(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);
        var maps = objects.Where(item => item.Kind == "ConfigMap").Select(item => item.Name).ToHashSet(StringComparer.Ordinal);
        var watched = objects.Where(item => item.Kind == "ConfigMap" && item.Json["metadata"]?["annotations"]?["mlmesh/reloaded"] is not null).Select(item => item.Name).ToHashSet(StringComparer.Ordinal);

        foreach (var workload in objects.Where(item => item.PodSpec is not null))
        {
            var named = workload.Containers.SelectMany(container => KubeObject.Items(container["envFrom"])).Select(source => (string?)source["configMapRef"]?["name"])
                .Concat(KubeObject.Items(workload.PodSpec!["volumes"]).Select(volume => (string?)volume["configMap"]?["name"])).OfType<string>();
            Assert.All(named, name =>
            {
                Assert.True(maps.Contains(name), $"{workload}: there is no ConfigMap {name}");
                Assert.True(watched.Contains(name) || name.Split('-')[^1].Length == 10, $"{workload}: {name} has no hash, so a change would not roll the pods");
            });
            Assert.All(Mounts(workload), mount => Assert.Contains(mount, Volumes(workload)));
        }
    }

    [Fact]
    public async Task No_password_is_rendered()
    {
        var objects = await Renders.Of("stable");

        Assert.DoesNotContain(objects, item => item.Kind == "Secret");
        Assert.All(objects.Where(item => item.Kind == "ConfigMap"), item => Assert.DoesNotMatch("password=|requirepass", item.Json["data"]!.ToJsonString()));
        foreach (var client in objects.Where(item => item.Name is "model-inference-v1" or "model-inference-v2" or "feature-loader" && item.PodSpec is not null))
        {
            var env = KubeObject.Items(client.Containers.Single()["env"]).ToList();
            Assert.Equal("feature-store", (string?)env[0]["valueFrom"]!["secretKeyRef"]!["name"]);
            Assert.Equal("feature-store:6379,password=$(FEATURE_STORE_PASSWORD)", (string?)env[1]["value"]);
        }
    }

    private static IEnumerable<(KubeObject Workload, JsonNode Container)> Containers(IEnumerable<KubeObject> objects) =>
        objects.Where(item => item.PodSpec is not null).SelectMany(item => item.Containers.Select(container => (item, container)));

    private static bool Listens(KubeObject pod, JsonNode target) => pod.Containers.SelectMany(container => KubeObject.Items(container["ports"]))
        .Any(port => port["containerPort"]!.ToString() == target.ToString() || (string?)port["name"] == target.ToString());

    private static IEnumerable<string> Mounts(KubeObject workload) => workload.Containers.SelectMany(container => KubeObject.Items(container["volumeMounts"])).Select(mount => (string)mount["name"]!);

    private static IReadOnlyList<string> Volumes(KubeObject workload) =>
        [.. KubeObject.Items(workload.PodSpec!["volumes"]).Select(volume => (string)volume["name"]!), .. KubeObject.Items(workload.Spec!["volumeClaimTemplates"]).Select(claim => (string)claim["metadata"]!["name"]!)];

    private static bool IsTrue(JsonNode? node) => (bool?)node == true;
}
