using System.Text;
using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Resources;

public sealed class MeshResourcesTests
{
    [Fact]
    public void The_later_form_of_a_resource_replaces_the_earlier_and_keeps_its_age()
    {
        var resources = Create(Route("a", "first"), Route("b", "other"), Route("a", "second"));

        Assert.Equal([("a", "second", 0), ("b", "other", 1)], resources.VirtualServices.Select(service => (service.Name, service.Http[^1].Name, service.Age)));
    }

    [Fact]
    public void A_refused_form_never_replaces_a_good_one()
    {
        var resources = Create(Route("a", "first"), Route("a", "second", host: "*"));

        Assert.Equal("first", Assert.Single(resources.VirtualServices).Http[^1].Name);
        Assert.Contains(resources.Findings, finding => finding.Message == "invalid destination host *" && finding.Field == "spec.http[1].route[0].destination.host");
    }

    [Fact]
    public void A_thousand_VirtualServices_load_in_far_less_than_their_limit()
    {
        var yaml = new StringBuilder();
        for (var i = 0; i < 1000; i++)
            yaml.Append(Route("service-" + i, "main")).Append("\n---\n");
        Create(Route("warm", "up"));

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var resources = Create(yaml.ToString());

        Assert.Equal(1000, resources.VirtualServices.Count);
        Assert.Empty(resources.Findings);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"took {clock.Elapsed}; the goal is 1 s on a quiet machine");
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.Elapsed}");
    }

    private static MeshResources Create(params string[] documents) => MeshResources.Create([ResourceReader.Read(string.Join("\n---\n", documents), "f.yaml")]);

    private static string Route(string name, string route, string host = "model-inference") => $$$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: {{{{name}}}}, namespace: ml}
        spec:
          hosts: [{{{{name}}}}]
          http:
          - name: beta
            match:
            - {headers: {x-user-group: {exact: beta}}, uri: {prefix: /predict}}
            - {headers: {cookie: {regex: '^(.*[;,]\s*)?mlmesh-variant=v2-r7([;,].*)?$'}}, uri: {prefix: /predict}}
            route: [{destination: {host: model-inference, subset: v2, port: {number: 8080}}}]
            timeout: 10s
            retries: {attempts: 2, perTryTimeout: 3s, retryOn: "5xx,reset,connect-failure,refused-stream"}
          - name: {{{{route}}}}
            route:
            - {destination: {host: "{{{{host}}}}", subset: v1, port: {number: 8080}}, weight: 90}
            - {destination: {host: model-inference, subset: v2, port: {number: 8080}}, weight: 10}
        """;
}
