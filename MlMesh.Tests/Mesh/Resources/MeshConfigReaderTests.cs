using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Resources;

public sealed class MeshConfigReaderTests
{
    [Fact]
    public void A_field_that_Istio_does_not_know_is_an_error_in_its_line()
    {
        var (_, findings) = MeshConfigReader.Read("trustDomain: cluster.local\ntrustDomian: example.com\n", "mesh.yaml");

        var finding = Assert.Single(findings);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Equal((2, "trustDomian"), (finding.Location.Line, finding.Field));
    }

    [Fact]
    public void A_field_of_a_cluster_is_reported_as_without_effect_here()
    {
        var (mesh, findings) = MeshConfigReader.Read("accessLogFormat: text\ntrustDomain: example.com\n", "mesh.yaml");

        Assert.Equal("example.com", mesh.TrustDomain);
        var finding = Assert.Single(findings);
        Assert.Equal((FindingSeverity.Unsupported, "accessLogFormat"), (finding.Severity, finding.Field));
    }

    [Fact]
    public void What_the_mesh_knows_is_read_without_a_finding()
    {
        var (mesh, findings) = MeshConfigReader.Read("rootNamespace: root\noutboundTrafficPolicy: {mode: REGISTRY_ONLY}\nenableAutoMtls: false\n", "mesh.yaml");

        Assert.Empty(findings);
        Assert.Equal(("root", OutboundTrafficMode.RegistryOnly, false), (mesh.RootNamespace, mesh.OutboundTrafficPolicy.Mode, mesh.EnableAutoMtls));
    }
}
