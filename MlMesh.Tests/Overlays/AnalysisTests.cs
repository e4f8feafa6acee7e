using MlMesh.Mesh.Analysis;
using MlMesh.Mesh.Resources;
using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays;

/// <summary>The analysis of policies, on what kubectl renders.</summary>
public sealed class AnalysisTests
{
    /// <summary>What mesh/ and the addons install, and Istio deploys for Gateway API resources, as far as policies refer to it.</summary>
    private const string Installed = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: istio-system}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: istio-ingressgateway, namespace: istio-system}
        spec: {selector: {istio: ingressgateway}, ports: [{name: http2, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: istio-egressgateway, namespace: istio-system}
        spec: {selector: {istio: egressgateway}, ports: [{name: http2, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: istio-ingressgateway-1, namespace: istio-system, labels: {istio: ingressgateway, app: istio-ingressgateway}, annotations: {sidecar.istio.io/status: "{}"}}
        spec: {serviceAccountName: istio-ingressgateway-service-account, containers: [{name: istio-proxy, ports: [{containerPort: 8080}, {containerPort: 8443}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: istio-egressgateway-1, namespace: istio-system, labels: {istio: egressgateway, app: istio-egressgateway}, annotations: {sidecar.istio.io/status: "{}"}}
        spec: {serviceAccountName: istio-egressgateway-service-account, containers: [{name: istio-proxy, ports: [{containerPort: 8080}, {containerPort: 8443}]}]}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: istio-ingressgateway-service-account, namespace: istio-system}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: istio-egressgateway-service-account, namespace: istio-system}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: prometheus, namespace: istio-system}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: mlmesh-ingress-istio, namespace: istio-system}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: waypoint, namespace: ml-services}
        """;

    [Theory]
    [MemberData(nameof(Combinations.All), MemberType = typeof(Combinations))]
    public async Task The_analysis_of_what_is_rendered_finds_no_error(string overlay, string components)
    {
        var rendered = ResourceReader.Read(await Renders.Text(overlay, components), "rendered.yaml");

        var result = PolicyAnalysis.Analyze([ResourceReader.Read(Installed, "installed.yaml"), rendered], new AnalysisOptions { AssumeMissing = true });

        Assert.DoesNotContain(result.Findings, finding => finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task A_subset_without_pods_is_found_in_what_is_rendered()
    {
        var broken = (await Renders.Text("canary")).Replace("subset: v2", "subset: v3", StringComparison.Ordinal);

        var result = PolicyAnalysis.Analyze([ResourceReader.Read(Installed, "installed.yaml"), ResourceReader.Read(broken, "rendered.yaml")], new AnalysisOptions { AssumeMissing = true });

        Assert.Contains(result.Findings, finding => finding.Severity == FindingSeverity.Error && finding.Message.Contains("v3", StringComparison.Ordinal));
    }
}
