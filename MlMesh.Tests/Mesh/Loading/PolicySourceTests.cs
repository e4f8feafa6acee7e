using Microsoft.Extensions.Logging.Abstractions;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Loading;

/// <summary>A policy with components and the mesh's settings.</summary>
public sealed class PolicySourceTests : IDisposable
{
    private readonly TemporaryPolicy _policy = new();

    public PolicySourceTests()
    {
        _policy.Write("overlay/kustomization.yaml", "{namespace: ml, resources: [vs.yaml]}");
        _policy.Write("overlay/vs.yaml", Resource.VirtualService("model", weight: 90));
        _policy.Write("components/more/kustomization.yaml", "{kind: Component, resources: [more.yaml]}");
        _policy.Write("components/more/more.yaml", Resource.VirtualService("more"));
        _policy.Write("components/other/kustomization.yaml", "{kind: Component, resources: [other.yaml]}");
        _policy.Write("components/other/other.yaml", Resource.VirtualService("other"));
        _policy.Write("mesh.yaml", "trustDomain: one.example");
    }

    public void Dispose() => _policy.Dispose();

    [Fact]
    public void Components_are_added_in_their_order_and_state_their_own_namespace()
    {
        var resources = Load();

        Assert.Empty(resources.Findings);
        Assert.Equal(["ml/model", "default/other", "default/more"], resources.VirtualServices.Select(service => $"{service.Namespace}/{service.Name}"));
        Assert.Equal("one.example", resources.Mesh.TrustDomain);
    }

    [Fact]
    public async Task Components_are_what_a_kustomization_of_policy_and_components_renders()
    {
        _policy.Write("both/kustomization.yaml", "{resources: [../overlay], components: [../components/other, ../components/more]}");

        Assert.Equal(Kubectl.Print(await Kubectl.Render(Path.Combine(_policy.Folder, "both"))), Kubectl.Print(Load()));
    }

    [Fact]
    public void A_component_may_not_add_what_the_policy_has()
    {
        _policy.Write("components/more/more.yaml", Resource.VirtualService("model").Replace("{name: model}", "{name: model, namespace: ml}", StringComparison.Ordinal));
        var finding = Assert.Single(Load().Findings);

        Assert.Contains("already registered", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("more.yaml", finding.Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_no_component_is_refused_by_name()
    {
        _policy.Write("components/more/kustomization.yaml", "resources: [more.yaml]");

        var finding = Assert.Single(Load().Findings);

        Assert.Equal((FindingSeverity.Error, "expected kind Component"), (finding.Severity, finding.Message));
        Assert.Contains("more", finding.Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_the_settings_is_told_with_file_line_and_field()
    {
        _policy.Write("mesh.yaml", "trustDomain: one.example\noutboundTrafficPolicy: {mode: REGISTRY}");

        var finding = Assert.Single(Load().Findings);

        Assert.Equal((FindingSeverity.Error, "outboundTrafficPolicy.mode", 2), (finding.Severity, finding.Field, finding.Location.Line));
        Assert.EndsWith("mesh.yaml", finding.Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_settings_are_a_fault()
    {
        var finding = Assert.Single(PolicyFiles.Read(Source() with { MeshConfig = Path.Combine(_policy.Folder, "none.yaml") }).ToResources().Findings);

        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.EndsWith("none.yaml", finding.Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_a_component_or_of_the_settings_is_taken()
    {
        var time = new ManualTimer();
        using var watcher = new PolicyWatcher(Source(), time, NullLogger<PolicyWatcher>.Instance);

        _policy.Write("components/more/more.yaml", Resource.VirtualService("renamed"));
        _policy.Write("mesh.yaml", "trustDomain: two.example");
        time.Fire();
        time.Fire();

        Assert.Equal("renamed", watcher.Current.VirtualServices[2].Name);
        Assert.Equal("two.example", watcher.Current.Mesh.TrustDomain);
    }

    private MeshResources Load() => PolicyFiles.Read(Source()).ToResources();

    private PolicySource Source() => new(Path.Combine(_policy.Folder, "overlay"))
    {
        Components = [Path.Combine(_policy.Folder, "components", "other"), Path.Combine(_policy.Folder, "components", "more")],
        MeshConfig = Path.Combine(_policy.Folder, "mesh.yaml"),
    };
}
