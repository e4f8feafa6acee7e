using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks the types that a patch of Envoy's configuration names.</summary>
internal static class EnvoyTypes
{
    private const string UrlPrefix = "type.googleapis.com/";

    /// <summary>Packages whose messages Envoy and Istio know; <c>envoy.</c> itself holds none.</summary>
    private static readonly string[] Packages =
    [
        "envoy.admin.", "envoy.config.", "envoy.data.", "envoy.extensions.", "envoy.service.", "envoy.type.", "envoy.watchdog.",
        "google.protobuf.", "istio.", "stats.", "udpa.", "xds.", "opentelemetry.",
    ];

    public static void Check(YamlNode? node, string field, AdmissionReport report)
    {
        switch (node)
        {
            case YamlMapping mapping:
                if (mapping["@type"] is YamlScalar { Text: var url } && !IsKnown(url))
                    report.Error(field, $"referenced type unknown: Envoy filter: could not resolve Any message type: {url}");
                foreach (var child in mapping.Fields)
                    Check(child.Value, $"{field}.{child.Name}", report);
                break;
            case YamlSequence sequence:
                for (var i = 0; i < sequence.Items.Count; i++)
                    Check(sequence.Items[i], $"{field}[{i}]", report);
                break;
        }
    }

    private static bool IsKnown(string url)
    {
        var type = url.StartsWith(UrlPrefix, StringComparison.Ordinal) ? url[UrlPrefix.Length..] : "";
        return Packages.Any(package => type.StartsWith(package, StringComparison.Ordinal)) && !type.Contains(".v2.", StringComparison.Ordinal);
    }
}
