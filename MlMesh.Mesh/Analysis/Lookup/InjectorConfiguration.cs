using System.Text.Json;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>The settings of a sidecar injector, from the ConfigMap that Istio's installation writes.</summary>
/// <param name="EnablesNamespacesByDefault">Whether namespaces without label are injected.</param>
/// <param name="ProxyImage">The sidecars' image.</param>
internal sealed record InjectorConfiguration(bool EnablesNamespacesByDefault, string ProxyImage)
{
    private const string ConfigMapName = "istio-sidecar-injector";
    private const string ValuesKey = "values";

    /// <summary>The settings for a revision; null when the ConfigMap is not there or cannot be read.</summary>
    public static InjectorConfiguration? For(ResourceSet resources, string? revision)
    {
        var name = revision is null or "" or "default" ? ConfigMapName : $"{ConfigMapName}-{revision}";
        var map = resources.All<ConfigMapResource>().FirstOrDefault(map => map.Name == name);
        return map is not null && map.Data.TryGetValue(ValuesKey, out var values) ? Parse(values) : null;
    }

    private static InjectorConfiguration? Parse(string values)
    {
        try
        {
            using var document = JsonDocument.Parse(values);
            var root = document.RootElement;
            var global = Property(root, "global");
            var image = Text(Property(Property(global, "proxy"), "image"));
            var isWhole = image.Contains('/', StringComparison.Ordinal);
            return new InjectorConfiguration(
                Property(Property(root, "sidecarInjectorWebhook"), "enableNamespacesByDefault")?.ValueKind == JsonValueKind.True,
                isWhole ? image : $"{Text(Property(global, "hub"))}/{image}:{Text(Property(global, "tag"))}");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
