using System.CommandLine;
using System.CommandLine.Invocation;
using MlMesh.Cli.Replay;

namespace MlMesh.Cli;

/// <summary>The <c>mlmesh</c> command.</summary>
public static class CommandLine
{
    /// <summary>How long a command that is interrupted may take to end its requests and to print what it has.</summary>
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(15);

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments, such as <c>replay --days 1</c>.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where messages go that are no result.</param>
    /// <param name="cancellationToken">Ends the command early, as Ctrl-C does.</param>
    /// <returns>0 for success, 1 for a usage error or failed requests, 2 when the command could not run, 130 when it was interrupted.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        var root = new RootCommand("MlMesh: roll out models behind a service mesh") { ReplayCommand.Create() };
        var invocation = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = EndingTime };
        var parsed = root.Parse(args);
        // The mistake alone; --help has the rest.
        if (parsed.Action is ParseErrorAction mistake) mistake.ShowHelp = false;
        return parsed.InvokeAsync(invocation, cancellationToken);
    }
}
