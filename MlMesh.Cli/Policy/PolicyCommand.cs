using System.CommandLine;
using MlMesh.Cli.Policy.Analyze;
using MlMesh.Cli.Policy.Route;
using MlMesh.Cli.Policy.Simulate;
using MlMesh.Cli.Policy.Test;

namespace MlMesh.Cli.Policy;

/// <summary>Defines <c>mlmesh policy</c>.</summary>
internal static class PolicyCommand
{
    public static Command Create(TextReader input) =>
        new("policy", "Asks, tests and lints an Istio policy without a cluster") { RouteCommand.Create(input), TestCommand.Create(input), AnalyzeCommand.Create(input), SimulateCommand.Create(input) };
}
