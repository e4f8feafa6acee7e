using System.Text.Json.Nodes;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays;

/// <summary>Authorization policies cover every workload, name callers that exist, and agree with the network below.</summary>
public sealed class SecurityCoverageTests
{
    private const string Namespace = "ml-services";

    /// <summary>Callers outside the namespace: the service account, and the labels that NetworkPolicies know its pods by.</summary>
    private static readonly Dictionary<string, (string Label, string Value)> Outside = new(StringComparer.Ordinal)
    {
        ["istio-ingressgateway-service-account"] = ("istio", "ingressgateway"),
        ["mlmesh-ingress-istio"] = ("gateway.networking.k8s.io/gateway-name", "mlmesh-ingress"),
        ["prometheus"] = ("app.kubernetes.io/name", "prometheus"),
    };

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task No_workload_is_open_to_whoever_asks(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);
        var policies = Allowing(objects);

        Assert.Contains(objects, item => item.Kind == "PeerAuthentication" && item.Spec?["selector"] is null && (string?)item.Spec?["mtls"]?["mode"] == "STRICT");
        foreach (var workload in objects.Where(item => item.PodSpec is not null))
            Assert.True(policies.Any(policy => workload.IsSelectedBy(Selector(policy))), $"{workload}: no AuthorizationPolicy covers it");
        foreach (var policy in policies.Where(policy => KubeObject.Items(policy.Spec?["rules"]).Any()))
            Assert.True(policy.Spec!["targetRefs"] is not null || policy.Spec["selector"] is not null, $"{policy}: allows something for every workload of the namespace");
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task No_spelling_of_a_path_or_host_gets_around_a_rule(string overlay, string components)
    {
        foreach (var policy in (await Renders.Of(overlay, components)).Where(item => item.Kind == "AuthorizationPolicy"))
            foreach (var operation in KubeObject.Items(policy.Spec?["rules"]).SelectMany(rule => KubeObject.Items(rule["to"])).Select(to => to["operation"]).OfType<JsonNode>())
            {
                // "//" and "%2F" are other paths to a DENY, and the same to many an application.
                Assert.False((string?)policy.Spec!["action"] == "DENY" && operation["paths"] is not null, $"{policy}: denies paths; allow the others instead");
                var hosts = KubeObject.Items(operation["hosts"]).Select(host => (string)host!).ToList();
                Assert.All(hosts.Where(host => !host.EndsWith(":*", StringComparison.Ordinal)), host => Assert.Contains($"{host}:*", hosts));
            }
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_policy_selects_a_workload_and_names_callers_that_exist(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);
        var accounts = objects.Where(item => item.Kind == "ServiceAccount").Select(item => item.Name).ToList();
        var waypoints = objects.Where(item => item.Group == "gateway.networking.k8s.io" && item.Kind == "Gateway").Select(item => item.Name).ToList();

        foreach (var policy in objects.Where(item => item.Kind is "AuthorizationPolicy" or "RequestAuthentication" or "PeerAuthentication" && item.Namespace == Namespace && item.Spec?["selector"] is not null))
        {
            Assert.True(objects.Any(item => item.Template is not null && item.IsSelectedBy(Selector(policy))), $"{policy}: selects no workload");
            Assert.All(KubeObject.Items(policy.Spec!["rules"]).SelectMany(Callers), caller => Assert.True(
                caller.Namespace == Namespace ? accounts.Contains(caller.Account) || waypoints.Contains(caller.Account) : Outside.ContainsKey(caller.Account),
                $"{policy}: nobody is {caller}"));
        }
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Whom_the_mesh_lets_through_the_network_lets_through(string overlay, string components)
    {
        // Between ztunnels everything is on one port, and the network knows nothing of what is inside.
        var ambient = components.Split(',').Contains("ambient");
        var objects = await Renders.Of(overlay, components);
        var rules = new NetworkRules(objects);
        var workloads = objects.Where(item => item.PodSpec is not null).ToList();

        foreach (var policy in Allowing(objects).Where(policy => policy.Spec?["selector"] is not null && policy.Namespace == Namespace))
            foreach (var callee in workloads.Where(workload => workload.IsSelectedBy(Selector(policy))))
                foreach (var (caller, port) in KubeObject.Items(policy.Spec!["rules"]).SelectMany(rule => Callers(rule).SelectMany(_ => Ports(rule), (caller, port) => (caller, ambient ? 15008 : port))))
                {
                    var passes = caller.Namespace == Namespace
                        ? workloads.Where(workload => (string?)workload.PodSpec!["serviceAccountName"] == caller.Account).All(workload => rules.Allows(workload, callee, port))
                        : rules.AllowsFrom(caller.Namespace, new Dictionary<string, string> { [Outside[caller.Account].Label] = Outside[caller.Account].Value }, callee, port);
                    Assert.True(passes, $"{policy} allows {caller} to call {callee.Name} on {port}, the NetworkPolicies do not");
                }
    }

    private static List<KubeObject> Allowing(IEnumerable<KubeObject> objects) =>
        [.. objects.Where(item => item.Kind == "AuthorizationPolicy" && (string?)item.Spec?["action"] is null or "ALLOW")];

    private static JsonNode? Selector(KubeObject policy) => policy.Spec?["selector"] ?? new JsonObject();

    private static IEnumerable<(string Namespace, string Account)> Callers(JsonNode rule) => KubeObject.Items(rule["from"]).SelectMany(from => KubeObject.Items(from["source"]?["principals"]))
        .Select(principal => ((string)principal!).Split('/')).Where(parts => parts.Length == 5).Select(parts => (parts[2], parts[4]));

    private static IEnumerable<int> Ports(JsonNode rule) => KubeObject.Items(rule["to"]).SelectMany(to => KubeObject.Items(to["operation"]?["ports"])).Select(port => int.Parse((string)port!, System.Globalization.CultureInfo.InvariantCulture)).Distinct();
}
