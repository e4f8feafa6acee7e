using System.CommandLine;
using MlMesh.Mesh.Explaining;

namespace MlMesh.Cli.Policy;

/// <summary>Runs the body of a policy command; what keeps it from running is one line on standard error.</summary>
internal static class PolicyAction
{
    public static void Run(this Command command, Func<ParseResult, int> body) => command.SetAction(parsed =>
    {
        try
        {
            return body(parsed);
        }
        catch (Exception e) when (e is CommandException or QuestionException or IOException or UnauthorizedAccessException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(e.Message);
            return ExitCodes.CouldNotRun;
        }
    });
}
