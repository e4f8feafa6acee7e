using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using MlMesh.Tests.Mesh.Sidecar.Origination;
using Xunit;

namespace MlMesh.Tests.Mesh.Loading;

/// <summary>What a load says about the files of DestinationRules' <c>tls</c>.</summary>
public sealed class ClientTlsFileTests : IDisposable
{
    private readonly TemporaryPolicy _policy = new();
    private readonly TestAuthority _authority = new("the authority");

    [Theory]
    [InlineData("trafficPolicy: {tls: {mode: SIMPLE, caCertificates: /no/ca.pem}}", FindingSeverity.Unsupported, "spec.trafficPolicy.tls.caCertificates", "there is no file /no/ca.pem here")]
    [InlineData("trafficPolicy: {tls: {mode: SIMPLE, caCertificates: ca.pem}}", FindingSeverity.Unsupported, "spec.trafficPolicy.tls.caCertificates", "'ca.pem' is relative")]
    [InlineData("trafficPolicy: {tls: {mode: SIMPLE, caCertificates: '{}/text.pem'}}", FindingSeverity.Warning, "spec.trafficPolicy.tls.caCertificates", "holds no certificate")]
    [InlineData("trafficPolicy: {tls: {mode: SIMPLE, caCertificates: '{}/broken.pem'}}", FindingSeverity.Warning, "spec.trafficPolicy.tls.caCertificates", "cannot be read")]
    [InlineData("trafficPolicy: {tls: {mode: SIMPLE, caCertificates: '{}/leaf.pem'}}", FindingSeverity.Warning, "spec.trafficPolicy.tls.caCertificates", "no self-signed certificate")]
    [InlineData("trafficPolicy: {portLevelSettings: [{port: {number: 80}, tls: {mode: MUTUAL, clientCertificate: /no/c.pem, privateKey: /no/k.pem}}]}", FindingSeverity.Unsupported, "spec.trafficPolicy.portLevelSettings[0].tls.clientCertificate", "there is no file /no/c.pem here")]
    [InlineData("subsets: [{name: a, trafficPolicy: {tls: {mode: MUTUAL, clientCertificate: '{}/leaf.pem', privateKey: '{}/ca.key'}}}]", FindingSeverity.Warning, "spec.subsets[0].trafficPolicy.tls.privateKey", "no unencrypted private key that belongs")]
    public void A_file_that_cannot_be_used_is_reported_with_its_field_and_a_remedy(string spec, FindingSeverity severity, string field, string problem)
    {
        var finding = Assert.Single(Load(spec).ToResources().Findings);

        Assert.Equal((severity, field, 6), (finding.Severity, finding.Field, finding.Location.Line));
        Assert.Contains(problem, finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("connections to the host fail (503 UF)", finding.Message, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Remedy!);
    }

    [Theory]
    [InlineData("{mode: SIMPLE, caCertificates: '{}/ca.pem'}")]
    [InlineData("{mode: SIMPLE, caCertificates: system}")]
    [InlineData("{mode: SIMPLE, insecureSkipVerify: true}")]
    [InlineData("{mode: MUTUAL, caCertificates: '{}/ca.pem', clientCertificate: '{}/leaf.pem', privateKey: '{}/leaf.key'}")]
    [InlineData("{mode: DISABLE, caCertificates: /no/ca.pem}")]
    public void Files_that_serve_and_files_that_nobody_reads_are_not_reported(string tls) => Assert.Empty(Load($"trafficPolicy: {{tls: {tls}}}").ToResources().Findings);

    [Fact]
    public void The_policy_depends_on_the_files_so_that_it_is_looked_at_again_when_one_appears() =>
        Assert.Superset(new HashSet<string> { "/no/ca.pem", "/no/c.pem", "/no/k.pem" }, Load("trafficPolicy: {tls: {mode: MUTUAL, caCertificates: /no/ca.pem, clientCertificate: /no/c.pem, privateKey: /no/k.pem}}").Sources.ToHashSet());

    public void Dispose()
    {
        _authority.Dispose();
        _policy.Dispose();
    }

    private PolicyFiles Load(string spec)
    {
        using var leaf = _authority.Issue("leaf");
        _policy.Write("files/ca.pem", _authority.Pem);
        _policy.Write("files/ca.key", _authority.KeyPem);
        _policy.Write("files/leaf.pem", leaf.ExportCertificatePem());
        _policy.Write("files/leaf.key", leaf.Key());
        _policy.Write("files/text.pem", "no certificate");
        _policy.Write("files/broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        return PolicyFiles.Read(_policy.Write("policy.yaml", $$"""
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: outside, namespace: ml}
            spec:
              host: api.example.com
              {{spec.Replace("{}", Path.Combine(_policy.Folder, "files"), StringComparison.Ordinal)}}
            """));
    }
}
