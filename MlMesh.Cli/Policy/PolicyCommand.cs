using System.CommandLine;
using MlMesh.Cli.Commands;
using MlMesh.Cli.Policy.Analyze;
using MlMesh.Cli.Policy.Route;
using MlMesh.Cli.Policy.Simulate;
using MlMesh.Cli.Policy.Test;

namespace MlMesh.Cli.Policy;

/// <summary>Defines <c>mlmesh policy</c>.</summary>
internal static class PolicyCommand
{
    public static Command Create(TextReader input) =>
        new ExampleCommand("policy", "Asks, tests and lints an Istio policy without a cluster",
            "mlmesh policy route --policy istio-overlays/overlays/canary --request 'POST http://model-inference:8080/predict' --source gateway",
            "mlmesh policy test istio-overlays",
            "mlmesh policy analyze istio-overlays/overlays/canary") { RouteCommand.Create(input), TestCommand.Create(input), AnalyzeCommand.Create(input), SimulateCommand.Create(input) };
}
