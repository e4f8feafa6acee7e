using MlMesh.Mesh.Resources;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays.Schemas;

/// <summary>What a cluster would refuse, or silently drop.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Every_rendered_object_keeps_to_its_schema_and_has_no_unknown_field()
    {
        var rendered = new Dictionary<string, (KubeObject Object, string From)>(StringComparer.Ordinal);
        foreach (var row in Combinations.All)
        {
            var (overlay, components) = row.Data;
            foreach (var item in await Renders.Of(overlay, components))
                rendered.TryAdd(item.Json.ToJsonString(), (item, $"{overlay} with [{components}]"));
        }

        var objects = rendered.Values.ToList();
        var faults = await SchemaValidator.Validate([.. objects.Select(item => item.Object)]);

        Assert.Empty(objects.Zip(faults).SelectMany(pair => pair.Second.Select(fault => $"{pair.First.From}: {pair.First.Object} {fault}")));
    }

    [Theory]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {}, template: {spec: {containers: [{name: a, imagePolicy: b}]}}}", "/spec/template/spec/containers/0/imagePolicy: unknown field")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {}}", "selector")]
    [InlineData("apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {maxReplicas: '3', scaleTargetRef: {kind: a, name: b}}", "/spec/maxReplicas")]
    [InlineData("apiVersion: apps/v7\nkind: Deployment\nmetadata: {name: a}", "no schema")]
    [InlineData("apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}\nspec: {rules: []}", "spec.parentRefs: required")]
    [InlineData("apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata: {name: a}\nspec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: a}, service: {port: 80}, analysis: {interval: 1m}}", "spec.analysis.threshold: required")]
    [InlineData("apiVersion: flagger.app/v1beta1\nkind: MetricTemplate\nmetadata: {name: a}\nspec: {provider: {type: prometheus}, query: up}", "spec.provider.address: required")]
    public async Task A_faulty_object_is_told_by_field(string yaml, string fault)
    {
        var faults = await SchemaValidator.Validate([.. YamlJson.Documents(yaml).Select(document => new KubeObject(document))]);

        Assert.Contains(faults.Single(), found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task Istio_would_admit_what_is_rendered(string overlay, string components)
    {
        var resources = MeshResources.Create([ResourceReader.Read(await Renders.Text(overlay, components), "rendered.yaml")]);

        Assert.DoesNotContain(resources.Findings, finding => finding.Severity == FindingSeverity.Error);
    }
}
