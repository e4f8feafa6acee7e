using System.CommandLine;
using MlMesh.Cli.Commands;
using MlMesh.Cli.Policy.Input;
using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Explaining;

namespace MlMesh.Cli.Policy.Route;

/// <summary>Defines <c>mlmesh policy route</c>.</summary>
internal static class RouteCommand
{
    public static Command Create(TextReader standardInput)
    {
        var policy = new Option<string[]>("--policy", "-p") { Description = "Folder, kustomization or file with the policy, - for standard input; repeatable", HelpName = "path", Required = true };
        var request = new RequestOptions(required: true);
        var input = new InputOptions();
        var command = new ExampleCommand("route", "Says where a request goes, and why",
            "mlmesh policy route --policy istio-overlays/overlays/ab --request 'POST http://model-inference:8080/predict' -H 'x-user-group: beta' --source gateway",
            "helm template ./chart | mlmesh policy route --policy - --request http://shop.example.com/cart --gateway") { policy };
        request.AddTo(command);
        input.AddTo(command);
        command.Run(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var question = request.Question(parsed);
            var loads = new PolicyInput(standardInput).Read(parsed.GetValue(policy)!);
            using var model = PolicyModel.Create(loads, PolicyInput.ReadMesh(parsed.GetValue(input.Mesh)), parsed.GetValue(input.AssumeHosts), [question]);
            var answer = model.Ask(question);
            if (parsed.GetValue(input.Json))
            {
                output.WriteLine(RouteJson.Write(RouteDocument.Of(model, question, answer)));
            }
            else
            {
                new RouteReport(model, question, answer, output, Ink.For(output)).Write();
                FindingLines.Write(parsed.InvocationConfiguration.Error, model.Stated.Findings);
            }

            return model.Stated.Findings.HasErrors() ? ExitCodes.Findings : ExitCodes.Fine;
        });
        return command;
    }
}
