using System.Text.Json.Nodes;

namespace MlMesh.Cli.Verify.Cluster;

/// <summary>A pod as the cluster reports it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="App">Label <c>app</c>; empty without.</param>
/// <param name="Version">Label <c>version</c>; empty without.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="IsReady">Whether its condition Ready holds.</param>
/// <param name="Sidecar">How it is in the mesh.</param>
internal sealed record PodInfo(string Name, string App, string Version, string Phase, bool IsReady, SidecarForm Sidecar)
{
    private const string Proxy = "istio-proxy";

    /// <summary>Whether it has ended, as the pod of a Job that is done.</summary>
    public bool HasEnded => Phase is "Succeeded" or "Failed";

    /// <summary>Reads an item of a list of pods.</summary>
    public static PodInfo Of(JsonNode pod)
    {
        var labels = pod["metadata"]?["labels"];
        return new PodInfo(
            Text(pod["metadata"]?["name"]),
            Text(labels?["app"]),
            Text(labels?["version"]),
            Text(pod["status"]?["phase"]),
            Items(pod["status"]?["conditions"]).Any(condition => Text(condition["type"]) == "Ready" && Text(condition["status"]) == "True"),
            FormOf(pod));
    }

    private static SidecarForm FormOf(JsonNode pod)
    {
        // A native sidecar is an init container that is restarted for as long as the pod lives.
        if (Items(pod["spec"]?["initContainers"]).Any(container => Text(container["name"]) == Proxy && Text(container["restartPolicy"]) == "Always"))
            return SidecarForm.Native;
        if (Items(pod["spec"]?["containers"]).Any(container => Text(container["name"]) == Proxy))
            return SidecarForm.Container;
        return Text(pod["metadata"]?["annotations"]?["ambient.istio.io/redirection"]) == "enabled" ? SidecarForm.Ztunnel : SidecarForm.None;
    }

    private static IEnumerable<JsonNode> Items(JsonNode? node) => node is JsonArray array ? array.OfType<JsonNode>() : [];

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
