using MlMesh.Cli.Policy.Input;
using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.PolicyTests;
using MlMesh.Mesh.PolicyTests.Coverage;
using MlMesh.Mesh.PolicyTests.Validator;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Test;

/// <summary>Runs test files, each against its policy.</summary>
internal sealed class TestRun(TestSettings settings, PolicyInput input)
{
    public TestRunResult Run()
    {
        var coverage = new RouteCoverage();
        var files = settings.Paths.SelectMany(path => TestFiles.Read(path, settings.Policies.Count > 0)).ToList();
        return new TestRunResult([.. files.Select(file => Run(file, coverage))], coverage);
    }

    private TestFileResult Run(PolicyTestFile file, RouteCoverage coverage)
    {
        var (loads, mesh) = Policy(file);
        if (settings.Compat && file.IsForeign)
            loads = ValidatorPolicy.Rewrite(loads);
        using var model = PolicyModel.Create(loads, mesh, settings.AssumeHosts, file.Tests.SelectMany(test => test.Questions));
        coverage.Expect(model);
        var runner = new PolicyTestRunner(model, coverage);
        var errors = file.Findings.Concat(model.Stated.Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        return new TestFileResult(file.File, [.. errors], [.. file.Tests.Select(runner.Run)], [.. model.Assumptions, .. model.Stated.Findings.Where(finding => finding.Origin == FindingOrigin.Kustomization).Select(finding => finding.ToString())]);
    }

    private TestedPolicy Policy(PolicyTestFile file) => settings.Policies.Count > 0
        ? new TestedPolicy(input.Read(settings.Policies), TestedPolicy.ReadMesh(file, settings.Mesh))
        : TestedPolicy.Read(file, settings.Mesh, input);
}
