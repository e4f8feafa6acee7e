using System.CommandLine;
using MlMesh.Cli.Commands;
using MlMesh.Cli.Policy.Input;
using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Analysis;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Analyze;

/// <summary>Defines <c>mlmesh policy analyze</c>.</summary>
internal static class AnalyzeCommand
{
    private static readonly string[] Levels = ["error", "warning", "info", "never"];

    public static Command Create(TextReader standardInput)
    {
        var paths = new Argument<string[]>("path") { Description = "Folders, kustomizations or files with the policy, - for standard input", Arity = ArgumentArity.ZeroOrMore };
        var suppress = new Option<string[]>("--suppress", "-S") { Description = "Leaves findings out: CODE, CODE=RESOURCE or CODE@FILE, with stars; repeatable, or separated by commas", HelpName = "findings" };
        var failOn = new Option<string>("--fail-on") { Description = "From which severity on findings make the exit code 1", DefaultValueFactory = _ => "warning" };
        failOn.AcceptOnlyFromAmong(Levels);
        var github = new Option<bool>("--github") { Description = "Writes findings as annotations of GitHub Actions" };
        var list = new Option<bool>("--list") { Description = "Lists every code with its meaning instead" };
        var input = new InputOptions();
        var command = new ExampleCommand("analyze", "Finds what Istio's and Kiali's analyzers find",
            "mlmesh policy analyze istio-overlays/overlays/canary",
            "mlmesh policy analyze manifests/ --suppress 'IST0118=Service shop/*' --suppress 'KIA*@*/generated/*' --github") { paths, suppress, failOn, github, list };
        input.AddTo(command);
        command.Run(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(list))
            {
                CodeList.Write(output);
                return ExitCodes.Fine;
            }

            if (parsed.GetValue(paths) is not { Length: > 0 } given)
                throw new CommandException("Name what to analyze: a folder, a file, or - for standard input.");
            var options = new AnalysisOptions
            {
                Mesh = PolicyInput.ReadMesh(parsed.GetValue(input.Mesh)) ?? new MeshConfig(),
                Suppressions = [.. (parsed.GetValue(suppress) ?? []).SelectMany(SuppressionText.Parse)],
                AssumeMissing = parsed.GetValue(input.AssumeHosts),
            };
            var result = PolicyAnalysis.Analyze(new PolicyInput(standardInput).Read(given, evenUnreadable: true), options);
            Write(result, parsed.GetValue(input.Json), parsed.GetValue(github), output);
            return result.Findings.Any(finding => Fails(finding.Severity, parsed.GetValue(failOn)!)) ? ExitCodes.Findings : ExitCodes.Fine;
        });
        return command;
    }

    private static void Write(AnalysisResult result, bool json, bool github, TextWriter output)
    {
        if (json)
            output.WriteLine(AnalysisJson.Write(AnalysisDocument.Of(result)));
        else if (github)
            GithubAnalysisReport.Write(result, output);
        else
            AnalysisReport.Write(result, output, Ink.For(output));
    }

    private static bool Fails(FindingSeverity severity, string level) => level switch
    {
        "error" => severity == FindingSeverity.Error,
        "warning" => severity is FindingSeverity.Error or FindingSeverity.Warning,
        "info" => severity != FindingSeverity.Unsupported,
        _ => false,
    };
}
