using MlMesh.Cli.Policy.Input;
using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Loading;
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

    private (IReadOnlyList<LoadResult> Loads, MeshConfig? Mesh) Policy(PolicyTestFile file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.File))!;
        var mesh = file.Mesh is { } own ? Path.Combine(folder, own) : settings.Mesh;
        if (settings.Policies.Count > 0)
            return (input.Read(settings.Policies), PolicyInput.ReadMesh(mesh));
        var policies = file.Policies.Count > 0 ? file.Policies.Select(path => Path.GetFullPath(path, folder)).ToList() : [folder];
        if (policies.Find(path => !File.Exists(path) && !Directory.Exists(path)) is { } missing)
            throw new CommandException($"{file.File}: the policy {missing} does not exist.");
        var first = PolicyFiles.Read(new PolicySource(policies[0]) { Components = [.. file.Components.Select(path => Path.GetFullPath(path, folder))] });
        return ([.. first.Loads, .. input.Read(policies.Skip(1))], PolicyInput.ReadMesh(mesh));
    }
}
