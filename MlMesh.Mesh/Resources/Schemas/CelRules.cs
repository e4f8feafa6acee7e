using System.Globalization;
using MlMesh.Mesh.Resources.Admission;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Schemas;

/// <summary>
/// The rules of Istio's custom resource definitions, by the text of their expression. The definitions have a few dozen, so they are written out here
/// instead of interpreted; a definition with a rule that is missing here does not load.
/// </summary>
internal static class CelRules
{
    private static readonly TimeSpan LeastDuration = TimeSpan.FromMilliseconds(1);

    private static readonly Dictionary<string, Func<YamlNode, bool>> Known = new(StringComparer.Ordinal)
    {
        ["duration(self) >= duration('1ms')"] = value => GoDuration.TryParse(Text(value), out var duration) && duration >= LeastDuration,
        ["self.size() == 0"] = value => Text(value).Length == 0,
        ["self != \"*\""] = value => Text(value) != "*",
        ["!self.contains(\"*\")"] = value => !HasStar(Text(value)),
        ["self.all(key, !key.contains(\"*\"))"] = value => Keys(value).All(key => !HasStar(key)),
        ["self.all(key, key.size() != 0)"] = value => Keys(value).All(key => key.Length > 0),
        ["self.all(key, size(key) < 63 && key.matches(\"^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$\"))"] = value => Keys(value).All(key => key.Length < 63 && DnsNames.IsLabel(key)),
        ["self.all(key, 0 < int(key) && int(key) <= 65535)"] = value => Keys(value).All(key => IsPort(key)),
        ["0 < self && self <= 65535"] = value => IsPort(Text(value)),
        ["self.all(l1, self.exists_one(l2, l1.number == l2.number))"] = HaveDistinctNumbers,
        ["url(self).getScheme() in [\"http\", \"https\"]"] = value => JwksUri.Fault(Text(value)) is null,
        ["self.startsWith(\"unix://\") ? (self.substring(7, 8) == \"/\" || self.substring(7, 8) == \"@\") : true"] = value => !IsSocket(value) || (Text(value).Length > 7 && Text(value)[7] is '/' or '@'),
        ["self.startsWith(\"unix://\") ? !self.endsWith(\"/\") : true"] = value => !IsSocket(value) || !Text(value).EndsWith('/'),
        ["has(self.address) || has(self.network)"] = value => value["address"] is not null || value["network"] is not null,
        ["(has(self.address) ? self.address : \"\").startsWith(\"unix://\") ? !has(self.ports) : true"] = value => !IsSocket(value["address"]) || value["ports"] is null,
        ["(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1"] = AtMostOne("selector", "targetRef", "targetRefs"),
        ["(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1"] = AtMostOne("workloadSelector", "targetRefs"),
        ["(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1"] = AtMostOne("workloadSelector", "endpoints"),
        ["(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1"] = AtMostOne("tlsCertificates", "credentialNames"),
        ["(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1"] = AtMostOne("credentialNames", "tlsCertificates"),
        ["(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1"] = AtMostOne("credentialName", "credentialNames"),
        ["(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1"] = AtMostOne("jwksUri", "jwks_uri", "jwks"),
        ["has(self.context) ? ((self.context == \"WAYPOINT\") ? has(self.waypoint) : !has(self.waypoint)) : !has(self.waypoint)"] = value => (Text(value["context"]) == "WAYPOINT") == (value["waypoint"] is not null),
        ["!((has(self.addresses) ? self.addresses : []).exists(k, k.contains(\"/\")) && !((has(self.resolution) ? self.resolution : \"NONE\") in [\"STATIC\", \"NONE\"]))"] =
            value => !Items(value["addresses"]).Any(address => Text(address).Contains('/', StringComparison.Ordinal)) || Resolution(value) is "STATIC" or "NONE",
        ["((has(self.resolution) ? self.resolution : \"NONE\") == \"NONE\") ? !has(self.endpoints) : true"] = value => Resolution(value) != "NONE" || value["endpoints"] is null,
        ["((has(self.resolution) ? self.resolution : \"\") == \"DNS_ROUND_ROBIN\") ? ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true"] =
            value => Resolution(value) != "DNS_ROUND_ROBIN" || Items(value["endpoints"]).Count() <= 1,
        ["(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) &&\n!has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true"] =
            value => !HasAny(value, "serviceAccounts", "notServiceAccounts") || !HasAny(value, "principals", "notPrincipals", "namespaces", "notNamespaces"),
        ["has(self.portLevelMtls) ? (((has(self.selector) && has(self.selector.matchLabels)) ? self.selector.matchLabels : {}).size() > 0) : true"] =
            value => value["portLevelMtls"] is null || Keys(value["selector"]?["matchLabels"]).Any(),
        ["((has(self.operation) ? self.operation : \"\") == \"UPSERT\") ? (self.value != \"\") : true"] = value => Text(value["operation"]) != "UPSERT" || Text(value["value"]).Length > 0,
        ["((has(self.operation) ? self.operation : \"\") == \"REMOVE\") ? !has(self.value) : true"] = value => Text(value["operation"]) != "REMOVE" || value["value"] is null,
    };

    /// <exception cref="KeyNotFoundException">The rule is not known.</exception>
    public static Func<YamlNode, bool> For(string rule) => Known[rule];

    private static Func<YamlNode, bool> AtMostOne(params string[] fields) => value => fields.Count(field => value[field] is not null) <= 1;

    private static bool HasAny(YamlNode value, params string[] fields) => fields.Any(field => value[field] is not null);

    private static bool HasStar(string text) => text.Contains('*', StringComparison.Ordinal);

    private static bool IsSocket(YamlNode? value) => Text(value).StartsWith("unix://", StringComparison.Ordinal);

    private static bool IsPort(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535;

    private static bool HaveDistinctNumbers(YamlNode ports) =>
        Items(ports).Select(port => Text(port["number"])).GroupBy(number => number).All(group => group.Key.Length > 0 && group.Count() == 1);

    private static string Resolution(YamlNode entry) => Text(entry["resolution"]) is { Length: > 0 } stated ? stated : "NONE";

    private static string Text(YamlNode? node) => node is YamlScalar scalar ? scalar.Text : "";

    private static IEnumerable<string> Keys(YamlNode? node) => node is YamlMapping mapping ? mapping.Fields.Select(field => field.Name) : [];

    private static IEnumerable<YamlNode> Items(YamlNode? node) => node is YamlSequence sequence ? sequence.Items : [];
}
