using System.Diagnostics;
using System.Text.Json.Nodes;
using MlMesh.Cli;
using MlMesh.Tests.Cli.Replay;
using Xunit;

namespace MlMesh.Tests.Cli;

/// <summary>A run of the command line, in this process unless said otherwise: how it ended and what it wrote.</summary>
internal sealed record Mlmesh(int ExitCode, string Output, string Error)
{
    public JsonNode Json => JsonNode.Parse(Output)!;

    public static Task<Mlmesh> ReplayAsync(FakeGateway gateway, params string[] args) => ReplayAsync(gateway, CancellationToken.None, args);

    public static Task<Mlmesh> ReplayAsync(FakeGateway gateway, CancellationToken cancellationToken, params string[] args) =>
        RunAsync(cancellationToken, ["replay", "--url", gateway.Url.ToString(), .. args]);

    public static Task<Mlmesh> RunAsync(CancellationToken cancellationToken, params string[] args) => RunAsync("", cancellationToken, args);

    /// <summary>Runs with a text on standard input.</summary>
    public static async Task<Mlmesh> RunAsync(string input, CancellationToken cancellationToken, params string[] args)
    {
        using var reader = new StringReader(input);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, reader, output, error, cancellationToken);
        return new Mlmesh(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Waits for the end of a run in a process of its own, whose output is redirected.</summary>
    public static async Task<Mlmesh> EndAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Mlmesh(process.ExitCode, output, await error);
    }

    /// <summary>The results of a version, as JSON.</summary>
    public JsonNode Version(string version, string target = "gateway") =>
        Json["versions"]!.AsArray().Single(v => v!["version"]!.GetValue<string>() == version && v["target"]!.GetValue<string>() == target)!;
}
