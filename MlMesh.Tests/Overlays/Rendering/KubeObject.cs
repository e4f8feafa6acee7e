using System.Text.Json.Nodes;

namespace MlMesh.Tests.Overlays.Rendering;

/// <summary>A rendered object.</summary>
internal sealed record KubeObject(JsonObject Json)
{
    public string ApiVersion => Text("apiVersion");

    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion.Split('/')[0] : "";

    public string Kind => Text("kind");

    public string Name => Text("metadata", "name");

    public string Namespace => Text("metadata", "namespace");

    public string Id => $"{Kind} {Namespace}/{Name}";

    public JsonNode? Spec => Json["spec"];

    /// <summary>What a workload's pods are made from; null for what has none.</summary>
    public JsonNode? Template => Kind is "Deployment" or "StatefulSet" or "Job" or "DaemonSet" ? Spec!["template"] : null;

    public JsonNode? PodSpec => Template?["spec"];

    public IReadOnlyDictionary<string, string> PodLabels => Texts(Template?["metadata"]?["labels"]);

    public IReadOnlyDictionary<string, string> PodAnnotations => Texts(Template?["metadata"]?["annotations"]);

    /// <summary>Containers and init containers.</summary>
    public IEnumerable<JsonNode> Containers => Items(PodSpec?["initContainers"]).Concat(Items(PodSpec?["containers"]));

    public string Text(params string[] path) => (string?)At(path) ?? "";

    public JsonNode? At(params string[] path) => path.Aggregate((JsonNode?)Json, (node, field) => node?[field]);

    public static IEnumerable<JsonNode> Items(JsonNode? list) => list is JsonArray array ? array.Select(item => item!) : [];

    public static IReadOnlyDictionary<string, string> Texts(JsonNode? mapping) =>
        mapping is JsonObject fields ? fields.ToDictionary(field => field.Key, field => (string)field.Value!, StringComparer.Ordinal) : new Dictionary<string, string>();

    /// <summary>Whether a selector of labels (<c>matchLabels</c> or the bare mapping) takes the pods of this workload; an empty one takes all.</summary>
    public bool IsSelectedBy(JsonNode? selector) =>
        Texts(selector?["matchLabels"] ?? (selector?["matchExpressions"] is null ? selector : throw new NotSupportedException("matchExpressions")))
            .All(label => PodLabels.TryGetValue(label.Key, out var value) && value == label.Value);

    public override string ToString() => Id;
}
