using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Compares which resources are refused or warned about with what istiod's validation said of them.</summary>
[Trait("Category", "Golden")]
public sealed class AdmissionTests
{
    public static TheoryData<string> Scenarios => [.. GoldenFolder.Scenarios];

    /// <summary>Only these were compared with the schema.</summary>
    public static TheoryData<string> SchemaScenarios => [.. GoldenFolder.Scenarios.Where(name => name.StartsWith("adm-", StringComparison.Ordinal))];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Scenarios))]
    public void Istiod_refuses_and_warns_about_the_same_resources(string name)
    {
        var scenario = GoldenScenario.Load(name);

        var resources = MeshResources.Create([ResourceReader.Read(scenario.Policy, "policy.yaml")], checkSchema: false);

        Assert.Equal(Lines(scenario.Admission, a => a.Error), Found(resources, FindingOrigin.Admission, FindingSeverity.Error));
        Assert.Equal(Lines(scenario.Admission, a => a.Warning), Found(resources, FindingOrigin.Admission, FindingSeverity.Warning));
        Assert.DoesNotContain(resources.Findings, finding => finding.Origin == FindingOrigin.Syntax);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(SchemaScenarios))]
    public void The_schema_refuses_the_same_resources(string name)
    {
        var scenario = GoldenScenario.Load(name);

        var resources = MeshResources.Create([ResourceReader.Read(scenario.Policy, "policy.yaml")]);

        Assert.Equal(Lines(scenario.Schema, a => a.Refusal), Found(resources, FindingOrigin.Schema, FindingSeverity.Error));
    }

    private static IEnumerable<string> Lines(IEnumerable<GoldenAdmission> admissions, Func<GoldenAdmission, string?> said) =>
        admissions.Where(a => said(a) is not null).Select(a => new ResourceId(a.Kind, a.Namespace, a.Name).ToString()).Distinct().Order();

    private static IEnumerable<string> Found(MeshResources resources, FindingOrigin origin, FindingSeverity severity) => resources.Findings
        .Where(finding => finding.Origin == origin && finding.Severity == severity)
        .Select(finding => finding.Resource.ToString()!)
        .Distinct()
        .Order();
}
