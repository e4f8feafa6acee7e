using System.CommandLine;
using MlMesh.Cli.Commands;
using MlMesh.Mesh.Loading;

namespace MlMesh.Cli.Render;

/// <summary>Defines <c>mlmesh render</c>: what <c>--policy</c> and <c>--with</c> of the local run mean in a cluster.</summary>
internal static class RenderCommand
{
    private const string StandardOutput = "-";
    private const string OverlaysFolder = "istio-overlays";

    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "The policy, as the local run takes it: a folder of overlays/ by name, or a path", HelpName = "name", DefaultValueFactory = _ => "stable" };
        var with = new Option<string?>("--with") { Description = "Components, as the local run takes them: folders of components/ by name, or paths", HelpName = "a,b" };
        var output = new Option<string>("--output", "-o") { Description = "Where to write; - is standard output", HelpName = "file", DefaultValueFactory = _ => StandardOutput };
        var registry = new Option<string?>("--registry") { Description = $"Where your images of the services are, instead of {CombinationFolder.Registry}", HelpName = "host/path" };
        var tag = new Option<string?>("--tag") { Description = "The tag of those images", HelpName = "tag" };
        var overlays = new Option<string?>("--overlays")
        {
            Description = $"The folder with overlays/ and components/ [default: {OverlaysFolder} here or in a folder above]",
            HelpName = "folder",
        };
        var command = new ExampleCommand(
            "render",
            "Writes a policy with components as Kubernetes objects, for kubectl apply -f -",
            "mlmesh render --policy canary --with tracing,egress | kubectl apply -f -")
        {
            policy, with, registry, tag, output, overlays,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var root = parsed.GetValue(overlays) is { } given ? Existing(given) : Nearest();
                if (!new PolicyCatalog(root).TryFind(parsed.GetValue(policy)!, parsed.GetValue(with), out var source, out var error))
                    throw new CommandException(error);
                await WriteAsync(await RenderAsync(root, source, parsed.GetValue(registry), parsed.GetValue(tag), cancellationToken), parsed.GetValue(output)!, parsed.InvocationConfiguration.Output, cancellationToken);
                return ExitCodes.Fine;
            }
            catch (CommandException e)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                return ExitCodes.CouldNotRun;
            }
            catch (OperationCanceledException)
            {
                return ExitCodes.Interrupted;
            }
        });
        return command;
    }

    private static async Task<string> RenderAsync(string root, PolicySource source, string? registry, string? tag, CancellationToken cancellationToken)
    {
        using var folder = CombinationFolder.Create(root, source);
        var rendered = await Kubectl.KustomizeAsync(folder.Path, cancellationToken);
        if (string.IsNullOrEmpty(registry) && string.IsNullOrEmpty(tag))
            return rendered;
        folder.ReplaceImages(rendered, registry, tag);
        return await Kubectl.KustomizeAsync(folder.Path, cancellationToken);
    }

    private static async Task WriteAsync(string text, string target, TextWriter standardOutput, CancellationToken cancellationToken)
    {
        if (target == StandardOutput)
        {
            await standardOutput.WriteAsync(text);
            return;
        }

        try
        {
            await File.WriteAllTextAsync(target, text, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--output {target}: {e.Message}");
        }
    }

    private static string Existing(string folder) =>
        Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new CommandException($"There is no folder {folder}. Give --overlays the folder that holds overlays/ and components/.");

    private static string Nearest()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, OverlaysFolder, "overlays")))
                return Path.Combine(folder.FullName, OverlaysFolder);
        throw new CommandException($"There is no folder {OverlaysFolder} here or above. Run it in the repository, or give --overlays its path.");
    }
}
