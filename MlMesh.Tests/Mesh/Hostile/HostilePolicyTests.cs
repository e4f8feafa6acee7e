using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.Resources;
using MlMesh.Tests.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>A policy file that would exhaust its reader is a finding, and changes nothing.</summary>
public sealed class HostilePolicyTests : IDisposable
{
    private readonly TemporaryPolicy _policy = new();

    public static TheoryData<string> Bombs => [Aliases(), Nested('['), Nested('{'), Pairs(), MergeKeys(), new string('a', 20_000_000), "a: &a [*a]", "\0\u0001\uffff", "? ? ? ? ?"];

    public void Dispose() => _policy.Dispose();

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public void A_bomb_in_a_resource_is_a_finding_or_nothing(string yaml)
    {
        _policy.Write("kustomization.yaml", "resources: [bomb.yaml]");
        _policy.Write("bomb.yaml", yaml);

        Assert.Empty(PolicyFiles.Read(_policy.Folder).ToResources().VirtualServices);
    }

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public void A_bomb_in_a_kustomization_or_in_the_settings_is_a_finding(string yaml)
    {
        _policy.Write("kustomization.yaml", yaml);
        var mesh = _policy.Write("mesh.yaml", yaml);

        var findings = PolicyFiles.Read(new PolicySource(_policy.Folder) { MeshConfig = mesh }).ToResources().Findings;

        Assert.Contains(findings, finding => finding.Severity == FindingSeverity.Error && finding.Location.File.EndsWith("kustomization.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bomb_that_is_saved_while_the_mesh_runs_leaves_the_good_policy_in_force()
    {
        _policy.Write("kustomization.yaml", "resources: [vs.yaml]");
        _policy.Write("vs.yaml", Loading.Resource.VirtualService("model"));
        var time = new ManualTimer();
        using var watcher = new PolicyWatcher(new PolicySource(_policy.Folder), time, NullLogger<PolicyWatcher>.Instance);

        _policy.Write("vs.yaml", Aliases());
        time.Fire();
        time.Fire();

        Assert.Single(watcher.Current.VirtualServices);
        Assert.NotEmpty(watcher.Problems);
    }

    private static string Aliases()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        return bomb.ToString();
    }

    private static string MergeKeys()
    {
        var bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (var i = 1; i < 12; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} {{<<: [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}], y{i}: {{<<: [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]}}}}\n");
        return bomb.ToString();
    }

    private static string Nested(char open) => new(open, 200_000);

    private static string Pairs() => string.Concat(Enumerable.Repeat("- ", 100_000));
}
