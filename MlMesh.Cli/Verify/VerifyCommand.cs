using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using MlMesh.Cli.Commands;
using MlMesh.Cli.Policy.Output;
using MlMesh.Cli.Verify.Output;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify;

/// <summary>Defines <c>mlmesh verify</c>.</summary>
internal static partial class VerifyCommand
{
    /// <summary>The curl project's own image; it has sleep too.</summary>
    private const string DefaultImage = "docker.io/curlimages/curl:8.16.0";

    public static Command Create()
    {
        var context = new Option<string?>("--context") { Description = "The kube context [default: the current one]", HelpName = "name" };
        var ns = new Option<string>("--namespace", "-n") { Description = "Namespace of the system", DefaultValueFactory = _ => "ml-services", CustomParser = ParseNamespace };
        var checks = new Option<string[]>("--checks")
        {
            Description = $"Only these, separated by commas; each must then apply: {string.Join(", ", Checklist.All.Select(check => check.Name))}",
            HelpName = "a,b",
            CustomParser = ParseChecks,
            DefaultValueFactory = _ => [],
        };
        var json = new Option<bool>("--json") { Description = "Writes the results as JSON" };
        var junit = new Option<string?>("--junit") { Description = "Writes the results as JUnit XML too", HelpName = "file" };
        var timeout = Duration("--timeout", "How long one check may take", TimeSpan.FromMinutes(3));
        var wait = Duration("--wait", "How long a check waits for traces, series and configuration to arrive", TimeSpan.FromSeconds(90));
        var requests = new Option<int>("--requests") { Description = "How many requests a measured share rests on", DefaultValueFactory = _ => 500, CustomParser = ParseRequests };
        var token = new Option<string?>("--token") { Description = "Token for the ingress, where the jwt component asks for one (mlmesh token prints one)", CustomParser = ParseToken };
        var image = new Option<string>("--probe-image") { Description = "Image of the probe pods: curl 7.86 or newer, and sleep", DefaultValueFactory = _ => DefaultImage, CustomParser = ParseImage };
        var command = new ExampleCommand("verify", "Proves on a cluster, with real traffic, that the mesh does what its policy says",
            "mlmesh verify --context kind-mlmesh",
            "mlmesh verify --checks mtls,authorization,canary-share --junit verify.xml")
        {
            context, ns, checks, json, junit, timeout, wait, requests, token, image,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new VerifySettings
            {
                Context = parsed.GetValue(context),
                Namespace = parsed.GetValue(ns)!,
                Checks = parsed.GetValue(checks)!,
                Timeout = parsed.GetValue(timeout),
                Wait = parsed.GetValue(wait),
                Requests = parsed.GetValue(requests),
                Token = parsed.GetValue(token),
                ProbeImage = parsed.GetValue(image)!,
            },
            parsed.GetValue(json), parsed.GetValue(junit), parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(VerifySettings settings, bool json, string? junit, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var run = new VerifyRun(settings, TimeProvider.System);
        var report = new VerifyReport(console.Output, Ink.For(console.Output));
        var interrupted = false;
        try
        {
            await run.RunAsync([.. Checklist.All.Where(check => settings.Checks.Count == 0 || settings.Checks.Contains(check.Name))], line =>
            {
                if (!json)
                    report.Write(line);
            }, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            interrupted = true;
        }
        catch (CommandException e)
        {
            console.Error.WriteLine(e.Message);
            WriteLeftovers(run, console);
            return ExitCodes.CouldNotRun;
        }

        WriteLeftovers(run, console);
        if (json)
            console.Output.WriteLine(VerifyJson.Write(VerifyDocument.Of(settings, run.Lines, run.LeftBehind)));
        else
            report.WriteSummary(run.Lines);
        try
        {
            if (junit is not null)
                VerifyJUnit.Write(run.Lines, junit);
        }
        catch (CommandException e)
        {
            console.Error.WriteLine(e.Message);
            return ExitCodes.CouldNotRun;
        }

        return interrupted ? ExitCodes.Interrupted
            : run.LeftBehind.Count > 0 || run.Lines.Any(line => line.Result.Status == CheckStatus.Failed) ? ExitCodes.Findings : ExitCodes.Fine;
    }

    private static void WriteLeftovers(VerifyRun run, InvocationConfiguration console)
    {
        foreach (var command in run.LeftBehind)
            console.Error.WriteLine($"Something may be left in the cluster; run: {command}");
    }

    private static Option<TimeSpan> Duration(string name, string description, TimeSpan standard) => new(name)
    {
        Description = $"{description}, such as 30s or 5m",
        HelpName = "duration",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            if (GoDuration.TryParse(result.Tokens[0].Value, out var duration) && duration >= TimeSpan.Zero && duration <= TimeSpan.FromHours(1)) return duration;
            result.AddError($"{name} '{result.Tokens[0].Value}' is not a duration such as 30s or 5m of at most 1h.");
            return standard;
        },
    };

    private static string[] ParseChecks(ArgumentResult result)
    {
        var names = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        foreach (var name in names.Where(name => !Checklist.All.Any(check => check.Name == name)))
            result.AddError($"--checks: there is no check '{name}'; there are: {string.Join(", ", Checklist.All.Select(check => check.Name))}.");
        if (names.Length == 0)
            result.AddError("--checks names none.");
        return names;
    }

    private static int ParseRequests(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 50 and <= 5000) return count;
        result.AddError($"--requests '{result.Tokens[0].Value}' is not a whole number from 50 to 5000.");
        return 0;
    }

    private static string ParseNamespace(ArgumentResult result) => Parse(result, NamespaceName(), "the name of a namespace");

    private static string ParseToken(ArgumentResult result) => Parse(result, TokenText(), "a token");

    private static string ParseImage(ArgumentResult result) => Parse(result, ImageName(), "the name of an image");

    private static string Parse(ArgumentResult result, Regex rule, string what)
    {
        var text = result.Tokens[0].Value;
        if (rule.IsMatch(text)) return text;
        result.AddError($"{(result.Parent as OptionResult)?.IdentifierToken?.Value} is not {what}.");
        return "";
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex NamespaceName();

    // RFC 6750: what a bearer token may consist of.
    [GeneratedRegex(@"\A[A-Za-z0-9._~+/-]+=*\z")]
    private static partial Regex TokenText();

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._/:@-]{0,254}\z")]
    private static partial Regex ImageName();
}
