using MlMesh.Mesh.Analysis;
using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Analysis;

[Trait("Category", "Analyze")]
public sealed class PolicyAnalysisTests
{
    private const string Policy = """
        # a route to nowhere, and a subset of nobody
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: a, namespace: ml, annotations: {galley.istio.io/analyze-suppress: "KIA1101, IST9999"}}
        spec:
          hosts: [model]
          http:
          - route:
            - destination:
                host: modle
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: b, namespace: ml, annotations: {galley.istio.io/analyze-suppress: "*"}}
        spec: {host: modle}
        """;

    [Fact]
    public void A_finding_says_what_is_wrong_where_and_what_to_do()
    {
        var finding = Assert.Single(Analyze(Policy).Findings);

        Assert.Equal(("IST0101", FindingSeverity.Error, FindingOrigin.Analysis), (finding.Code, finding.Severity, finding.Origin));
        Assert.Equal(("policy.yaml:10", "spec.http[0].route[0].destination.host"), (finding.Location.ToString(), finding.Field));
        Assert.Equal(new ResourceId("VirtualService", "ml", "a"), finding.Resource);
        Assert.Contains("modle", finding.Message, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(finding.Remedy));
    }

    [Fact]
    public void Annotations_leave_out_codes_or_all_findings_of_their_object() => Assert.Equal(3, Analyze(Policy).Suppressed);

    [Fact]
    public void A_resource_that_Istio_cannot_read_is_refused_unless_its_annotation_says_so()
    {
        const string Unreadable = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a, annotations: {x: y}}\nspec:\n  hosts: [a.test]\n  http: [{timeout: soon, redirect: {uri: /}}]";

        var finding = Assert.Single(Analyze(Unreadable).Findings, finding => finding.Code == "IST0106");

        Assert.Equal((6, "spec.http[0].timeout"), (finding.Location.Line, finding.Field));
        Assert.DoesNotContain(Analyze(Unreadable.Replace("x: y", "galley.istio.io/analyze-suppress: IST0106", StringComparison.Ordinal)).Findings, other => other.Code == "IST0106");
    }

    [Theory]
    [InlineData("IST0101", "*", "*", 0)]
    [InlineData("IST*", "*", "*", 0)]
    [InlineData("*", "policy.*", "*", 0)]
    [InlineData("*", "*", "VirtualService ml/*", 0)]
    [InlineData("IST0102", "*", "*", 1)]
    [InlineData("*", "other.yaml", "*", 1)]
    [InlineData("IST0101", "*", "VirtualService ops/*", 1)]
    public void Options_leave_out_findings_by_code_file_and_resource(string code, string file, string resource, int left)
    {
        var result = Analyze(Policy, new AnalysisOptions { Suppressions = [new Suppression(code, file, resource)] });

        Assert.Equal(left, result.Findings.Count);
        Assert.Equal(4 - left, result.Suppressed);
    }

    [Fact]
    public void Without_services_hosts_are_assumed_and_said_to_be()
    {
        var result = Analyze(Policy, new AnalysisOptions { AssumeMissing = true });

        Assert.Empty(result.Findings);
        Assert.Equal(["Services of namespace ml"], result.Assumptions);
    }

    [Fact]
    public void With_a_service_hosts_are_not_assumed()
    {
        var result = Analyze(Policy + "\n---\napiVersion: v1\nkind: Service\nmetadata: {name: model, namespace: ml}", new AnalysisOptions { AssumeMissing = true });

        Assert.Equal("IST0101", Assert.Single(result.Findings).Code);
        Assert.Empty(result.Assumptions);
    }

    [Fact]
    public void What_another_namespace_holds_is_assumed_until_the_files_hold_some_of_it()
    {
        const string Caller = """
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: a, namespace: ml}
            spec: {rules: [{from: [{source: {principals: [cluster.local/ns/istio-system/sa/ingress]}}]}]}
            """;
        const string Other = "\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: istiod, namespace: istio-system}";
        var options = new AnalysisOptions { AssumeMissing = true };

        Assert.Contains("ServiceAccounts of namespace istio-system", Analyze(Caller, options).Assumptions);
        Assert.DoesNotContain(Analyze(Caller, options).Findings, finding => finding.Code == "KIA0106");
        Assert.Contains(Analyze(Caller + Other, options).Findings, finding => finding.Code == "KIA0106");
    }

    [Fact]
    public void Of_a_resource_that_appears_twice_the_later_form_counts()
    {
        const string Fixed = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a, namespace: ml}\nspec: {hosts: [model], http: [{route: [{destination: {host: model}}]}]}"
            + "\n---\napiVersion: v1\nkind: Service\nmetadata: {name: model, namespace: ml}\nspec: {ports: [{name: http, port: 80}]}";

        Assert.DoesNotContain(Analyze(Policy + "\n---\n" + Fixed).Findings, finding => finding.Resource?.Kind == "VirtualService");
    }

    [Fact]
    public void A_Gateway_of_Istio_and_one_of_Kubernetes_may_have_one_name()
    {
        const string Gateways = """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: ml}
            spec: {servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [a.test]}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: ml}
            spec: {listeners: [{name: http, port: 80, protocol: HTTP, hostname: b.test}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: a, namespace: ml}
            spec: {hosts: [a.test], gateways: [edge], http: [{redirect: {uri: /}}]}
            """;

        Assert.Empty(Analyze(Gateways, new AnalysisOptions { AssumeMissing = true }).Findings);
    }

    [Fact]
    public void Objects_of_any_other_kind_and_odd_Deployments_are_tolerated()
    {
        const string Odd = """
            apiVersion: example.com/v1
            kind: Anything
            spec: [1, 2]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {generateName: x}
            spec: {template: 5, replicas: many}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: s}
            data: {tls.crt: "%%%"}
            """;

        Assert.Empty(Analyze(Odd).Findings);
    }

    [Fact]
    public void Findings_are_ordered_by_line()
    {
        var lines = Analyze(Policy.Replace("\"*\"", "none", StringComparison.Ordinal)).Findings.Select(finding => finding.Location.Line).ToList();

        Assert.True(lines.Count > 2);
        Assert.Equal(lines.Order(), lines);
    }

    private static AnalysisResult Analyze(string yaml, AnalysisOptions? options = null) => PolicyAnalysis.Analyze([ResourceReader.Read(yaml, "policy.yaml")], options);
}
