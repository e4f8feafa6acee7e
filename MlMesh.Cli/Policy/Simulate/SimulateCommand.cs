using System.CommandLine;
using MlMesh.Cli.Commands;
using MlMesh.Cli.Policy.Input;
using MlMesh.Cli.Policy.Output;
using MlMesh.Cli.Policy.Route;
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
        var count = new Option<int>("--requests", "-n") { Description = "How many requests to draw, of each kind", HelpName = "count", DefaultValueFactory = _ => DefaultRequests };
        var seed = new Option<ulong>("--seed") { Description = "Beginning of the draws; equal seeds draw the same", HelpName = "number", DefaultValueFactory = _ => 1 };
        var request = new RequestOptions(required: false);
        var input = new InputOptions();
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--requests must be a whole number above 0.");
        });
        var command = new ExampleCommand("simulate", "Draws many requests, and compares with the shares that the policy means",
            "mlmesh policy simulate istio-overlays/overlays/canary --requests 10000 --request 'POST http://model-inference:8080/predict' --source gateway",
            "mlmesh policy simulate istio-overlays/overlays/sticky-canary --requests 1000    # the requests of its policy-tests.yaml") { policy, count, seed };
        request.AddTo(command);
        input.AddTo(command);
        command.Run(parsed =>
        {
            var path = parsed.GetValue(policy)!;
            var questions = request.IsGiven(parsed) ? [request.Question(parsed)] : OfTests(path);
            var loads = new PolicyInput(standardInput).Read([path]);
            using var model = PolicyModel.Create(loads, PolicyInput.ReadMesh(parsed.GetValue(input.Mesh)), parsed.GetValue(input.AssumeHosts), questions);
            var random = new SeededRandom(parsed.GetValue(seed));
            var run = new SimulationRun(model, [.. questions.Select(question => (question, model.Simulate(question, parsed.GetValue(count), random)))]);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(input.Json))
                output.WriteLine(SimulationJson.Write(SimulationDocument.Of(run)));
            else
                new SimulationReport(run, output, Ink.For(output)).Write();
            FindingLines.Write(parsed.InvocationConfiguration.Error, model.Stated.Findings);
            return model.Stated.Findings.HasErrors() ? ExitCodes.Findings : ExitCodes.Fine;
        });
        return command;
    }

    private static IReadOnlyList<RequestQuestion> OfTests(string folder)
    {
        var file = Path.Combine(folder, PolicyTestFile.FileName);
        if (!File.Exists(file))
            throw new CommandException($"There is no {file} to take requests from; name one with --request 'METHOD URL'.");
        return [.. PolicyTestFile.Read(PolicyInput.Text(file), file).Tests.SelectMany(test => test.Questions)];
    }
}
