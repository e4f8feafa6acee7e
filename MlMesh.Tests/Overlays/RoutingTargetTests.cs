using System.Text.Json.Nodes;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays;

/// <summary>Every host, port and subset that a policy names leads to pods.</summary>
public sealed class RoutingTargetTests
{
    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_destination_names_a_known_host_port_and_subset(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);
        var destinations = objects.Where(item => item.Kind == "VirtualService").SelectMany(item => Destinations(item.Spec!).Select(destination => (Owner: item, Destination: destination))).ToList();

        Assert.NotEmpty(destinations);
        foreach (var (owner, destination) in destinations)
        {
            var host = (string)destination["host"]!;
            Assert.True(Ports(objects, host).Contains((int?)destination["port"]?["number"] ?? -1), $"{owner}: {destination.ToJsonString()} leads to no port of a Service or ServiceEntry");
            if ((string?)destination["subset"] is { } subset)
                Assert.True(Subsets(objects, host).ContainsKey(subset), $"{owner}: no DestinationRule of {host} has the subset {subset}");
        }
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Every_DestinationRule_is_for_a_known_host_and_its_subsets_have_pods(string overlay, string components)
    {
        var objects = await Renders.Of(overlay, components);

        foreach (var rule in objects.Where(item => item.Kind == "DestinationRule"))
        {
            var host = rule.Text("spec", "host");
            Assert.True(Ports(objects, host).Any(), $"{rule}: {host} is no host of a Service or ServiceEntry");
            foreach (var (subset, labels) in Subsets(objects, host).Where(subset => KubeObject.Texts(subset.Value).Count > 0))
                Assert.True(objects.Any(item => item.Template is not null && item.IsSelectedBy(labels)), $"{rule}: no workload has the labels of subset {subset}");
        }
    }

    private static IEnumerable<JsonNode> Destinations(JsonNode node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => (field.Key is "destination" or "mirror" ? [field.Value!] : Enumerable.Empty<JsonNode>()).Concat(field.Value is null ? [] : Destinations(field.Value))),
        JsonArray items => items.SelectMany(item => Destinations(item!)),
        _ => [],
    };

    // The egress gateway's Service comes with the installation (mesh/common.yaml).
    private static IEnumerable<int> Ports(IEnumerable<KubeObject> objects, string host) => host == "istio-egressgateway.istio-system.svc.cluster.local" ? [80, 443] : objects
        .Where(item => item.Kind == "Service" ? Names(item).Contains(host) : item.Kind == "ServiceEntry" && KubeObject.Items(item.Spec!["hosts"]).Any(name => (string?)name == host))
        .SelectMany(item => KubeObject.Items(item.Spec!["ports"]).Select(port => (int)(port["port"] ?? port["number"])!));

    private static string[] Names(KubeObject service) =>
        [service.Name, $"{service.Name}.{service.Namespace}", $"{service.Name}.{service.Namespace}.svc", $"{service.Name}.{service.Namespace}.svc.cluster.local"];

    private static Dictionary<string, JsonNode?> Subsets(IEnumerable<KubeObject> objects, string host) => objects
        .Where(item => item.Kind == "DestinationRule" && item.Text("spec", "host") == host)
        .SelectMany(item => KubeObject.Items(item.Spec!["subsets"]))
        .ToDictionary(subset => (string)subset["name"]!, subset => subset["labels"], StringComparer.Ordinal);
}
