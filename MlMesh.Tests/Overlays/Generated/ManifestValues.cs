using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlMesh.Tests.Overlays.Generated;

/// <summary>Fills in a manifest's placeholders as Aspirate does: a binding's host is the resource's name, its scheme always http.</summary>
internal sealed partial class ManifestValues(JsonObject resources)
{
    public string Resolve(string text) => Placeholder().Replace(text, match => Value(match.Groups[1].Value.Split('.')));

    /// <summary>The port that a binding's Service exposes: the stated one, or for projects what Aspirate sets.</summary>
    public static int Port(string binding, JsonNode description) =>
        (int?)description["targetPort"] ?? binding switch
        {
            "http" => 8080,
            "https" => 8443,
            _ => throw new NotSupportedException($"The binding {binding} states no targetPort."),
        };

    private string Value(string[] path) => path switch
    {
        [var name, "connectionString"] => Resolve((string)resources[name]!["connectionString"]!),
        [var name, "bindings", _, "host"] => name,
        [_, "bindings", _, "scheme"] => "http",
        [var name, "bindings", var binding, "port" or "targetPort"] => $"{Port(binding, resources[name]!["bindings"]![binding]!)}",
        [var name, "bindings", var binding, "url"] => $"http://{name}:{Port(binding, resources[name]!["bindings"]![binding]!)}",
        _ => throw new NotSupportedException($"What Aspirate makes of {{{string.Join('.', path)}}} is not known here."),
    };

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Placeholder();
}
