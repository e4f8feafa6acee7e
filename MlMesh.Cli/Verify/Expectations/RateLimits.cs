using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Cli.Verify.Expectations;

/// <summary>The rate limits that a cluster's EnvoyFilters put in force.</summary>
/// <param name="PerUser">Requests of one user in a window, by the rate-limit service; null without.</param>
/// <param name="PerPod">Tokens of each pod's own bucket; null without.</param>
internal sealed record RateLimits(int? PerUser, int? PerPod)
{
    private const string Local = "LocalRateLimit";
    private const string Global = "RateLimit";

    public static RateLimits Of(IReadOnlyList<MeshResource> resources)
    {
        var filters = resources.OfType<EnvoyFilter>().SelectMany(filter => filter.ConfigPatches).Where(patch => patch.ApplyTo == EnvoyPatchTarget.HttpFilter)
            .Select(patch => patch.Patch?.Value?["typed_config"]).OfType<YamlNode>().ToList();
        var bucket = filters.Where(filter => IsType(filter, Local)).Select(filter => Number(filter["token_bucket"]?["max_tokens"])).FirstOrDefault(tokens => tokens > 0);
        var domain = filters.Where(filter => IsType(filter, Global)).Select(filter => Text(filter["domain"])).FirstOrDefault();
        return new RateLimits(domain is null ? null : UserLimit(resources, domain), bucket);
    }

    private static int? UserLimit(IReadOnlyList<MeshResource> resources, string domain) => resources.OfType<ConfigMapResource>()
        .SelectMany(map => map.Data.Values).Select(Parse).OfType<YamlNode>().Where(file => Text(file["domain"]) == domain)
        .SelectMany(file => Descriptors(file)).Where(descriptor => Text(descriptor["key"]) == "user")
        .Select(descriptor => Number(descriptor["rate_limit"]?["requests_per_unit"])).FirstOrDefault(limit => limit > 0);

    private static IEnumerable<YamlNode> Descriptors(YamlNode node) =>
        node["descriptors"] is YamlSequence list ? list.Items.SelectMany(item => Descriptors(item).Prepend(item)) : [];

    private static YamlNode? Parse(string text)
    {
        try
        {
            return YamlDocuments.Read(text, (_, _) => { }).FirstOrDefault();
        }
        catch (YamlSyntaxException)
        {
            // A file of another format.
            return null;
        }
    }

    private static bool IsType(YamlNode filter, string name) => Text(filter["@type"]).EndsWith($".{name}", StringComparison.Ordinal);

    private static string Text(YamlNode? node) => node is YamlScalar scalar ? scalar.Text : "";

    private static int? Number(YamlNode? node) => int.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
