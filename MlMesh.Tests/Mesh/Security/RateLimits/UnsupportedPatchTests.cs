using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.RateLimits;

/// <summary>What is said about patches of EnvoyFilters that the local mesh does not carry out.</summary>
public sealed class UnsupportedPatchTests
{
    private const string Type = "\"@type\": type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit, stat_prefix: s";

    [Theory]
    [InlineData("applyTo: CLUSTER, match: {context: SIDECAR_OUTBOUND}, patch: {operation: MERGE, value: {connect_timeout: 1s}}", "spec.configPatches[0].applyTo", "CLUSTER")]
    [InlineData("applyTo: HTTP_FILTER, patch: {operation: REMOVE}", "spec.configPatches[0].patch.operation", "HTTP_FILTER")]
    [InlineData("applyTo: HTTP_FILTER, patch: {operation: INSERT_FIRST, value: {name: x, typed_config: {\"@type\": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua}}}", "spec.configPatches[0].patch.value", "lua")]
    [InlineData($"applyTo: HTTP_FILTER, patch: {{operation: INSERT_FIRST, value: {{name: x, typed_config: {{{Type}, local_rate_limit_per_downstream_connection: true}}}}}}", "spec.configPatches[0].patch.value.typed_config.local_rate_limit_per_downstream_connection", "local_rate_limit_per_downstream_connection")]
    [InlineData("applyTo: HTTP_ROUTE, patch: {operation: MERGE, value: {route: {timeout: 3s}}}", "spec.configPatches[0].patch.value.route.timeout", "timeout")]
    public void A_patch_that_is_left_out_is_reported_with_its_place(string patch, string field, string word)
    {
        var finding = Assert.Single(Read(patch).Findings, finding => finding.Severity == FindingSeverity.Unsupported);

        Assert.Equal(field, finding.Field);
        Assert.StartsWith("unsupported here, works in the cluster:", finding.Message);
        Assert.Contains(word, finding.Message);
        Assert.Equal(("filter.yaml", 6), (finding.Location.File, finding.Location.Line));
    }

    [Theory]
    [InlineData($"applyTo: HTTP_FILTER, patch: {{operation: INSERT_FIRST, value: {{name: x, typed_config: {{{Type}, token_bucket: {{max_tokens: 1, fill_interval: 0.01s}}}}}}}}", "50ms")]
    [InlineData($"applyTo: HTTP_FILTER, patch: {{operation: ADD, value: {{name: x, typed_config: {{{Type}}}}}}}", "behind the router")]
    [InlineData($"applyTo: HTTP_ROUTE, patch: {{operation: MERGE, value: {{typed_per_filter_config: {{x: {{{Type}}}}}}}}}", "token bucket must be set")]
    public void What_Envoy_would_refuse_is_said_and_left_out(string patch, string word)
    {
        var resources = Read(patch);

        Assert.Contains(resources.Findings, finding => finding.Message.StartsWith("Envoy refuses", StringComparison.Ordinal) && finding.Message.Contains(word, StringComparison.Ordinal));
        Assert.Empty(resources.EnvoyPatches);
    }

    [Fact]
    public void A_rate_limit_that_is_carried_out_is_not_reported() =>
        Assert.DoesNotContain(Read($"applyTo: HTTP_FILTER, patch: {{operation: INSERT_FIRST, value: {{name: x, typed_config: {{{Type}}}}}}}").Findings, finding => finding.Severity == FindingSeverity.Unsupported);

    [Theory]
    [InlineData("domain: edge\ndescriptors: [{key: user, rate_limit: {unit: minuet, requests_per_unit: 1}}]", 7, "invalid rate limit unit 'minuet'")]
    [InlineData("domain: edge\ndescriptors:\n- {key: user, requests: 1}", 8, "unknown key 'requests'")]
    [InlineData("domain: edge\ndescriptors:\n- {value: ann}", 8, "empty key")]
    public void A_limit_that_the_service_would_refuse_is_an_error_with_its_line(string limits, int line, string word)
    {
        var text = $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: limits}}\ndata:\n  config.yaml: |\n    {limits.Replace("\n", "\n    ", StringComparison.Ordinal)}\n";

        var finding = Assert.Single(MeshResources.Create([ResourceReader.Read(text, "limits.yaml")]).Findings, finding => finding.Message.Contains(word, StringComparison.Ordinal));

        Assert.Equal((FindingSeverity.Error, line), (finding.Severity, finding.Location.Line));
    }

    private static MeshResources Read(string patch) => MeshResources.Create([ResourceReader.Read(
        $"apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {{name: f, namespace: ml}}\nspec:\n  configPatches:\n  - {{{patch}}}\n", "filter.yaml")]);
}
