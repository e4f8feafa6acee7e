using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Resources;

/// <summary>Fields of security that the local mesh leaves to the cluster are said so, each with its place.</summary>
public sealed class ClusterOnlyFieldsTests
{
    [Theory]
    [InlineData("networking.istio.io/v1", "DestinationRule", "{host: a, trafficPolicy: {tls: {mode: SIMPLE, credentialName: c}}}", "spec.trafficPolicy.tls.credentialName")]
    [InlineData("networking.istio.io/v1", "DestinationRule", "{host: a, trafficPolicy: {tls: {mode: SIMPLE, caCrl: /ca.crl}}}", "spec.trafficPolicy.tls.caCrl")]
    [InlineData("networking.istio.io/v1", "Gateway", "{servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: [a], tls: {mode: SIMPLE, credentialName: c}}]}", "spec.servers[0].tls.credentialName")]
    [InlineData("networking.istio.io/v1", "Sidecar", "{ingress: [{port: {number: 80, name: http, protocol: HTTP}, bind: 1.2.3.4}]}", "spec.ingress[0].bind")]
    [InlineData("networking.istio.io/v1", "Sidecar", "{egress: [{captureMode: NONE, hosts: ['*/*']}]}", "spec.egress[0].captureMode")]
    [InlineData("security.istio.io/v1", "AuthorizationPolicy", "{targetRefs: [{kind: Service, name: a}]}", "spec.targetRefs")]
    public void A_field_of_the_cluster_alone_is_reported(string apiVersion, string kind, string spec, string field)
    {
        var load = ResourceReader.Read($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: a}}\nspec: {spec}", "f.yaml");

        var finding = Assert.Single(load.Findings);
        Assert.Equal((FindingSeverity.Unsupported, field), (finding.Severity, finding.Field));
    }

    [Theory]
    [InlineData("networking.istio.io/v1", "DestinationRule", "{host: a, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: a}}}")]
    [InlineData("networking.istio.io/v1", "DestinationRule", "{host: a, trafficPolicy: {tls: {mode: MUTUAL, insecureSkipVerify: true, clientCertificate: /c.pem, privateKey: /k.pem}}}")]
    [InlineData("networking.istio.io/v1", "DestinationRule", "{host: a, trafficPolicy: {tls: {mode: SIMPLE, caCertificates: /ca.pem}}}")]
    [InlineData("networking.istio.io/v1", "Gateway", "{servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: [a], tls: {mode: ISTIO_MUTUAL}}]}")]
    [InlineData("networking.istio.io/v1", "Sidecar", "{egress: [{hosts: ['*/*']}], outboundTrafficPolicy: {mode: REGISTRY_ONLY}}")]
    [InlineData("security.istio.io/v1", "PeerAuthentication", "{mtls: {mode: STRICT}, portLevelMtls: {80: {mode: DISABLE}}}")]
    [InlineData("security.istio.io/v1", "AuthorizationPolicy", "{action: DENY, rules: [{from: [{source: {notPrincipals: ['*']}}]}]}")]
    public void What_the_local_mesh_carries_out_is_not(string apiVersion, string kind, string spec) =>
        Assert.Empty(ResourceReader.Read($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: a}}\nspec: {spec}", "f.yaml").Findings);
}
