using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Resources;

public sealed class ResourceReaderTests
{
    [Fact]
    public void A_VirtualService_is_read_field_by_field()
    {
        var service = Read<VirtualService>("""
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: model, namespace: ml, labels: {a: b}, annotations: {c: d}}
            spec:
              hosts: [model-inference]
              exportTo: ["."]
              http:
              - name: canary
                match:
                - uri: {prefix: /predict}
                  headers: {x-user-group: {exact: beta}, x-any: {}}
                  ignoreUriCase: true
                  port: 8080
                route:
                - destination: {host: model-inference, subset: v1, port: {number: 8080}}
                  weight: 90
                  headers: {response: {add: {set-cookie: "a=b"}}}
                - {destination: {host: model-inference, subset: v2}, weight: 10}
                timeout: 1.5s
                retries: {attempts: 2, perTryTimeout: 300ms, retryOn: "5xx,reset"}
                fault: {abort: {httpStatus: 503, percentage: {value: 0.5}}}
                mirrorPercentage: {value: 50}
            """);

        var route = service.Http[0];
        Assert.Equal(("ml", "model", "b", "d"), (service.Namespace, service.Name, service.Labels["a"], service.Annotations["c"]));
        Assert.Equal(["."], service.ExportTo);
        Assert.Equal("canary", route.Name);
        Assert.Equal(new StringMatch { Prefix = "/predict" }, route.Match[0].Uri);
        Assert.Equal(new StringMatch { Exact = "beta" }, route.Match[0].Headers["x-user-group"]);
        Assert.Equal(new StringMatch(), route.Match[0].Headers["x-any"]);
        Assert.True(route.Match[0].IgnoreUriCase);
        Assert.Equal(8080u, route.Match[0].Port);
        Assert.Equal(new Destination { Host = "model-inference", Subset = "v1", Port = new PortSelector { Number = 8080 } }, route.Route[0].Destination);
        Assert.Equal([90, 10], route.Route.Select(destination => destination.Weight));
        Assert.Equal("a=b", route.Route[0].Headers!.Response!.Add["set-cookie"]);
        Assert.Equal(TimeSpan.FromSeconds(1.5), route.Timeout);
        Assert.Equal(new HttpRetry { Attempts = 2, PerTryTimeout = TimeSpan.FromMilliseconds(300), RetryOn = "5xx,reset" }, route.Retries);
        Assert.Equal(new FaultAbort { HttpStatus = 503, Percentage = new Percent { Value = 0.5 } }, route.Fault!.Abort);
        Assert.Equal(50, route.MirrorPercentage!.Value);
        Assert.Null(route.Redirect);
    }

    [Theory]
    [InlineData("networking.istio.io/v1")]
    [InlineData("networking.istio.io/v1beta1")]
    [InlineData("networking.istio.io/v1alpha3")]
    public void Older_versions_of_the_API_are_taken(string version) =>
        Assert.Equal("a", Read<VirtualService>($"apiVersion: {version}\nkind: VirtualService\nmetadata: {{name: a}}\nspec: {{hosts: [b]}}").Name);

    [Fact]
    public void Numbers_in_quotes_snake_case_names_and_nulls_are_taken_as_istiod_takes_them()
    {
        var rule = Read<DestinationRule>("""
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: a}
            spec:
              host: a
              traffic_policy:
                outlierDetection: {consecutive_5xx_errors: "7", interval: null, maxEjectionPercent: "50"}
                loadBalancer: {simple: 4}
            """);

        Assert.Equal(new OutlierDetection { Consecutive5xxErrors = 7, MaxEjectionPercent = 50 }, rule.TrafficPolicy!.OutlierDetection);
        Assert.Equal(SimpleLoadBalancer.RoundRobin, rule.TrafficPolicy.LoadBalancer!.Simple);
    }

    [Fact]
    public void Of_two_exclusive_fields_the_later_of_the_API_is_kept()
    {
        var rule = Read<DestinationRule>("""
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: a}
            spec: {host: a, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x}, simple: RANDOM}}}
            """);

        Assert.Null(rule.TrafficPolicy!.LoadBalancer!.Simple);
        Assert.Equal("x", rule.TrafficPolicy.LoadBalancer.ConsistentHash!.HttpHeaderName);
    }

    [Fact]
    public void Kubernetes_objects_give_what_the_mesh_needs_of_them()
    {
        var load = ResourceReader.Read(
            """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.0.0.1, sessionAffinity: None, ports: [{port: 80, targetPort: 8080}, {port: 81, targetPort: http, appProtocol: http}]}}
            - {apiVersion: v1, kind: Pod, metadata: {name: p, labels: {app: a}}, spec: {serviceAccountName: sa, containers: [{name: c, image: i, ports: [{name: http, containerPort: 8080}]}]}, status: {podIP: 10.1.0.1}}
            - {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas: many, template: {metadata: {labels: {app: a}}}}}
            - {apiVersion: batch/v1, kind: Job, metadata: {name: j}}
            """,
            "f.yaml");

        var service = Assert.IsType<KubernetesService>(load.Resources[0]);
        var pod = Assert.IsType<Pod>(load.Resources[1]);
        var deployment = Assert.IsType<WorkloadResource>(load.Resources[2]);
        Assert.Equal(3, load.Resources.Count);
        Assert.Equal("a", deployment.Template.Metadata.Labels["app"]);
        Assert.Equal(("10.0.0.1", "8080", "http"), (service.ClusterIp, service.Ports[0].TargetPort, service.Ports[1].TargetPort));
        Assert.Equal(("sa", "10.1.0.1", 8080u, "a"), (pod.ServiceAccountName, pod.PodIp, pod.Containers[0].Ports[0].ContainerPort, pod.Labels["app"]));
        Assert.Empty(load.Findings);
    }

    [Fact]
    public void JSON_is_read_as_well() =>
        Assert.Equal("b", Read<VirtualService>("""{"apiVersion": "networking.istio.io/v1", "kind": "VirtualService", "metadata": {"name": "a"}, "spec": {"hosts": ["b"]}}""").Hosts[0]);

    [Theory]
    [InlineData("timeout: 5", "spec.http[0].timeout")]
    [InlineData("timeout: 5 seconds", "spec.http[0].timeout")]
    [InlineData("name: on", "spec.http[0].name")]
    [InlineData("name: 12", "spec.http[0].name")]
    [InlineData("name: [a]", "spec.http[0].name")]
    [InlineData("route: {}", "spec.http[0].route")]
    [InlineData("route: [a]", "spec.http[0].route[0]")]
    [InlineData("route: [{weight: 1.5}]", "spec.http[0].route[0].weight")]
    [InlineData("route: [{weight: 99999999999}]", "spec.http[0].route[0].weight")]
    [InlineData("match: [{port: -1}]", "spec.http[0].match[0].port")]
    [InlineData("match: [{ignoreUriCase: 'true'}]", "spec.http[0].match[0].ignoreUriCase")]
    [InlineData("match: [{headers: [a]}]", "spec.http[0].match[0].headers")]
    [InlineData("match: [{headers: {x: y}}]", "spec.http[0].match[0].headers[x]")]
    [InlineData("corsPolicy: {unmatchedPreflights: DROP}", "spec.http[0].corsPolicy.unmatchedPreflights")]
    [InlineData("directResponse: {status: 200, body: {bytes: '?'}}", "spec.http[0].directResponse.body.bytes")]
    public void A_value_of_the_wrong_type_is_an_error_with_file_line_field_and_remedy(string field, string path)
    {
        var load = ResourceReader.Read(
            $"""
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: (name: a, namespace: ml)
            spec:
              http:
              - {field}
            """.Replace('(', '{').Replace("ml)", "ml}", StringComparison.Ordinal),
            "f.yaml");

        var finding = Assert.Single(load.Findings);
        Assert.Equal((FindingSeverity.Error, FindingOrigin.Admission), (finding.Severity, finding.Origin));
        Assert.Equal(new SourceLocation("f.yaml", 6), finding.Location);
        Assert.Equal(path, finding.Field);
        Assert.Equal(new ResourceId("VirtualService", "ml", "a"), finding.Resource);
        Assert.NotNull(finding.Remedy);
        Assert.Empty(MeshResources.Create([load]).VirtualServices);
    }

    [Fact]
    public void A_field_without_effect_here_is_reported_with_its_place()
    {
        var load = ResourceReader.Read(
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: a}
            spec:
              host: a
              trafficPolicy:
                tunnel: {targetHost: b, targetPort: 1}
            """,
            "f.yaml");

        var finding = Assert.Single(load.Findings);
        Assert.Equal((FindingSeverity.Unsupported, "spec.trafficPolicy.tunnel", 7), (finding.Severity, finding.Field, finding.Location.Line));
    }

    [Theory]
    [InlineData("networking.istio.io/v1beta1", "ProxyConfig", "{}")]
    [InlineData("extensions.istio.io/v1alpha1", "WasmPlugin", "{}")]
    public void A_kind_that_the_local_mesh_does_not_carry_out_is_reported(string apiVersion, string kind, string spec)
    {
        var load = ResourceReader.Read($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: a}}\nspec: {spec}", "f.yaml");

        var finding = Assert.Single(load.Findings);
        Assert.Equal((FindingSeverity.Unsupported, 1), (finding.Severity, finding.Location.Line));
        Assert.Contains(kind, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apiVersion: networking.istio.io/v1\nkind: WasmPlugin\nmetadata: {name: a}", FindingSeverity.Error)]
    [InlineData("apiVersion: networking.istio.io/v2\nkind: VirtualService\nmetadata: {name: a}", FindingSeverity.Error)]
    [InlineData("apiVersion: networking.istio.io/v1\nkind: VirtualService", FindingSeverity.Error)]
    [InlineData("kind: VirtualService\nmetadata: {name: a}", FindingSeverity.Error)]
    [InlineData("apiVersion: v1\nmetadata: {name: a}", FindingSeverity.Error)]
    [InlineData("just a text", FindingSeverity.Error)]
    [InlineData("- a\n- b", FindingSeverity.Error)]
    [InlineData("apiVersion: extensions.istio.io/v1alpha1\nkind: TrafficExtension\nmetadata: {name: a}", FindingSeverity.Unsupported)]
    public void What_is_no_resource_of_the_mesh_is_reported(string yaml, FindingSeverity severity)
    {
        var load = ResourceReader.Read(yaml, "f.yaml");

        Assert.Empty(load.Resources);
        Assert.Equal(severity, Assert.Single(load.Findings).Severity);
    }

    [Fact]
    public void Documents_before_a_syntax_error_are_read_and_the_error_has_its_line()
    {
        var load = ResourceReader.Read("apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\na: [\nb: }", "f.yaml");

        Assert.Single(load.Resources);
        Assert.Equal(FindingOrigin.Syntax, Assert.Single(load.Findings).Origin);
        Assert.InRange(load.Findings[0].Location.Line, 5, 6);
    }

    private static T Read<T>(string yaml)
        where T : MeshResource
    {
        var load = ResourceReader.Read(yaml, "f.yaml");
        Assert.Empty(load.Findings);
        return Assert.IsType<T>(Assert.Single(load.Resources));
    }
}
