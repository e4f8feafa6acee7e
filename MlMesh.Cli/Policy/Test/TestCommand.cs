using System.CommandLine;
using MlMesh.Cli.Commands;
using MlMesh.Cli.Policy.Input;
using MlMesh.Cli.Policy.Output;

namespace MlMesh.Cli.Policy.Test;

/// <summary>Defines <c>mlmesh policy test</c>.</summary>
internal static class TestCommand
{
    public static Command Create(TextReader standardInput)
    {
        var paths = new Argument<string[]>("path") { Description = "Folders, in which every policy-tests.yaml is run, or test files", Arity = ArgumentArity.OneOrMore };
        var policy = new Option<string[]>("--policy", "-p") { Description = "The policy to test, instead of what lies beside the tests; repeatable, - for standard input", HelpName = "path" };
        var compat = new Option<bool>("--compat") { Description = "Judges testCases as istio-config-validator does where that differs from Istio" };
        var junit = new Option<string?>("--junit") { Description = "Writes the results as JUnit XML too", HelpName = "file" };
        var failUnder = new Option<double?>("--fail-under") { Description = "Fails when fewer routes are covered than so many percent", HelpName = "percent" };
        var github = new Option<bool>("--github") { Description = "Writes failures as annotations of GitHub Actions" };
        var input = new InputOptions();
        var command = new ExampleCommand("test", "Runs the tests of policies",
            "mlmesh policy test istio-overlays --fail-under 100",
            "mlmesh policy test --policy manifests/ tests/users_test.yml") { paths, policy, compat, junit, failUnder, github };
        input.AddTo(command);
        command.Run(parsed =>
        {
            var settings = new TestSettings
            {
                Paths = parsed.GetValue(paths)!,
                Policies = parsed.GetValue(policy) ?? [],
                Mesh = parsed.GetValue(input.Mesh),
                AssumeHosts = parsed.GetValue(input.AssumeHosts),
                Compat = parsed.GetValue(compat),
            };
            var run = new TestRun(settings, new PolicyInput(standardInput)).Run();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(junit) is { } file)
                JUnitReport.Write(run, parsed.GetValue(failUnder), file);
            if (parsed.GetValue(input.Json))
                output.WriteLine(TestJson.Write(TestDocument.Of(run)));
            else if (parsed.GetValue(github))
                GithubTestReport.Write(run, parsed.GetValue(failUnder), output);
            else
                new TestReport(run, parsed.GetValue(failUnder), output, Ink.For(output)).Write();
            return run.Passed && !(run.Coverage.Percent < parsed.GetValue(failUnder)) ? ExitCodes.Fine : ExitCodes.Findings;
        });
        return command;
    }
}
