using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlMesh.Cli.Commands;
using MlMesh.Cli.Policy.Input;
using MlMesh.Cli.Policy.Output;
using MlMesh.Cli.Policy.Route;
using MlMesh.Cli.Policy.Test;
using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.PolicyTests;

namespace MlMesh.Cli.Policy.Simulate;

/// <summary>Defines <c>mlmesh policy simulate</c>.</summary>
internal static class SimulateCommand
{
    private const int DefaultRequests = 1000;

    public static Command Create(TextReader standardInput)
    {
        var policy = new Argument<string>("path") { Description = "Folder, kustomization or file with the policy, - for standard input" };
        var count = new Option<int>("--requests", "-n") { Description = "How many requests to draw, of each kind", HelpName = "count", DefaultValueFactory = _ => DefaultRequests, CustomParser = ParseCount };
        var seed = new Option<ulong>("--seed") { Description = "Beginning of the draws; equal seeds draw the same", HelpName = "number", DefaultValueFactory = _ => 1 };
        var request = new RequestOptions(required: false);
        var input = new InputOptions();
        var command = new ExampleCommand("simulate", "Draws many requests, and compares with the shares that the policy means",
            "mlmesh policy simulate istio-overlays/overlays/canary --requests 10000 --request 'POST http://model-inference:8080/predict' --source gateway",
            "mlmesh policy simulate istio-overlays/overlays/sticky-canary --requests 1000    # the requests of its policy-tests.yaml") { policy, count, seed };
        request.AddTo(command);
        input.AddTo(command);
        command.Run(parsed =>
        {
            var path = parsed.GetValue(policy)!;
            var reader = new PolicyInput(standardInput);
            var mesh = parsed.GetValue(input.Mesh);
            var tests = request.IsGiven(parsed) ? null : Tests(path);
            var questions = tests is null ? [request.Question(parsed)] : tests.Tests.SelectMany(test => test.Questions).ToList();
            var tested = tests is null ? new TestedPolicy(reader.Read([path]), PolicyInput.ReadMesh(mesh)) : TestedPolicy.Read(tests, mesh, reader);
            using var model = PolicyModel.Create(tested.Loads, tested.Mesh, parsed.GetValue(input.AssumeHosts), questions);
            var random = new SeededRandom(parsed.GetValue(seed));
            var run = new SimulationRun(model, [.. questions.Select(question => (question, model.Simulate(question, parsed.GetValue(count), random)))]);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(input.Json))
            {
                output.WriteLine(SimulationJson.Write(SimulationDocument.Of(run)));
            }
            else
            {
                new SimulationReport(run, output, Ink.For(output)).Write();
                FindingLines.Write(parsed.InvocationConfiguration.Error, model.Stated.Findings);
            }

            return model.Stated.Findings.HasErrors() ? ExitCodes.Findings : ExitCodes.Fine;
        });
        return command;
    }

    private static int ParseCount(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
            return count;
        result.AddError($"--requests must be a whole number from 1 to {int.MaxValue.ToString(CultureInfo.InvariantCulture)}, not '{result.Tokens[0].Value}'.");
        return 0;
    }

    /// <summary>The requests of the tests in a folder; what is wrong with them would be missing among the draws.</summary>
    private static PolicyTestFile Tests(string folder)
    {
        if (folder == "-")
            throw new CommandException("Standard input has no policy-tests.yaml to take requests from; name one with --request 'METHOD URL'.");
        var file = Path.Combine(folder, PolicyTestFile.FileName);
        if (!File.Exists(file))
            throw new CommandException($"There is no {file} to take requests from; name one with --request 'METHOD URL'.");
        var tests = PolicyTestFile.Read(PolicyInput.Text(file), file);
        return tests.Findings.HasErrors() ? throw new CommandException(string.Join(Environment.NewLine, tests.Findings)) : tests;
    }
}
