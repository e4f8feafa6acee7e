using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Resources;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("retrys: {attempts: 2}", "spec.http[0].retrys", "Did you mean retries?")]
    [InlineData("per_try_timeout: 1s", "spec.http[0].per_try_timeout", "Remove it.")]
    [InlineData("mirror_percentage: {value: 1}", "spec.http[0].mirror_percentage", "Did you mean mirrorPercentage?")]
    public void An_unknown_field_is_an_error_with_its_line_and_a_suggestion(string field, string path, string remedy)
    {
        var finding = Assert.Single(Find(field));

        Assert.Equal((path, remedy, 8), (finding.Field, finding.Remedy, finding.Location.Line));
    }

    [Theory]
    [InlineData("timeout: 0s", "must be a valid duration greater than 1ms")]
    [InlineData("corsPolicy: {maxAge: null}", "must be of type string")]
    [InlineData("mirror: {subset: v2}", "Required value")]
    [InlineData("match: [{uri: {exact: a, prefix: b}}]", "one and only one")]
    [InlineData("match: [{port: 4294967296}]", "less than or equal to 4294967295")]
    [InlineData("retries: {attempts: 3000000000}", "int32")]
    [InlineData("retries: {attempts: '2'}", "must be of type integer")]
    [InlineData("corsPolicy: {unmatchedPreflights: DROP}", "Unsupported value")]
    public void What_the_custom_resource_definition_refuses_is_an_error(string field, string message) =>
        Assert.Contains(Find(field), finding => finding.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void A_resource_that_only_the_schema_refuses_is_left_out_unless_istiod_alone_is_asked()
    {
        var load = ResourceReader.Read(Yaml("retrys: {attempts: 2}"), "f.yaml");

        Assert.Empty(MeshResources.Create([load]).VirtualServices);
        Assert.Single(MeshResources.Create([load], checkSchema: false).VirtualServices);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("a_b")]
    [InlineData("-a")]
    [InlineData("a..b")]
    public void A_name_that_Kubernetes_refuses_is_an_error(string name)
    {
        var load = ResourceReader.Read(Yaml("name: x").Replace("name: a}", $"name: {name}}}", StringComparison.Ordinal), "f.yaml");

        Assert.Equal("metadata.name", Assert.Single(MeshResources.Create([load]).Findings).Field);
    }

    [Fact]
    public void An_empty_address_of_keys_is_refused_and_not_a_crash()
    {
        var load = ResourceReader.Read("apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: a}\nspec: {jwtRules: [{issuer: a, jwksUri: ''}]}", "f.yaml");

        Assert.Contains(MeshResources.Create([load]).Findings, finding => finding.Field == "spec.jwtRules[0].jwksUri");
    }

    private static IEnumerable<Finding> Find(string field) =>
        MeshResources.Create([ResourceReader.Read(Yaml(field), "f.yaml")]).Findings.Where(finding => finding.Origin == FindingOrigin.Schema);

    private static string Yaml(string field) => $"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: ~name: a%
        spec:
          hosts: [model]
          http:
          - route: [~destination: ~host: model%%]
            {field}
        """.Replace('~', '{').Replace('%', '}');
}
