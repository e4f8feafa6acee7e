using System.CommandLine;
using System.CommandLine.Invocation;
using MlMesh.Cli.Commands;
using MlMesh.Cli.Policy;
using MlMesh.Cli.Render;
using MlMesh.Cli.Replay;
using MlMesh.Cli.Tokens;
using MlMesh.Cli.Verify;

namespace MlMesh.Cli;

/// <summary>The <c>mlmesh</c> command.</summary>
public static class CommandLine
{
    /// <summary>How long a command that is interrupted may take to end its requests and to print what it has.</summary>
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(15);

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments, such as <c>policy test istio-overlays</c>.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where messages go that are no result.</param>
    /// <param name="cancellationToken">Ends the command early, as Ctrl-C does.</param>
    /// <returns>0 for success; 1 for findings, failed tests or failed requests; 2 when the command could not run or its line is wrong; 130 when it was interrupted.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default) =>
        RunAsync(args, TextReader.Null, output, error, cancellationToken);

    /// <summary>Runs a command line that may read standard input.</summary>
    /// <inheritdoc cref="RunAsync(string[], TextWriter, TextWriter, CancellationToken)" />
    /// <param name="args">The arguments.</param>
    /// <param name="input">What a <c>-</c> in the place of a file means.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where messages go that are no result.</param>
    /// <param name="cancellationToken">Ends the command early, as Ctrl-C does.</param>
    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        var root = new RootCommand("MlMesh: roll out models behind a service mesh") { PolicyCommand.Create(input), RenderCommand.Create(), ReplayCommand.Create(), TokenCommand.Create(), VerifyCommand.Create(), CompletionCommand.Create() };
        HelpWithExamples.Install(root);
        var invocation = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = EndingTime };
        var parsed = root.Parse(args);
        if (parsed.Action is not ParseErrorAction mistake)
            return await parsed.InvokeAsync(invocation, cancellationToken);

        // The mistake alone; --help has the rest.
        mistake.ShowHelp = false;
        await parsed.InvokeAsync(invocation, cancellationToken);
        return ExitCodes.CouldNotRun;
    }
}
