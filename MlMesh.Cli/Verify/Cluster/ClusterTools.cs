using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlMesh.Cli.Verify.Cluster;

/// <summary>Runs kubectl and istioctl: arguments are never parsed by a shell, output is bounded, and a command that is cancelled is killed.</summary>
/// <param name="context">The kube context; null for the current one.</param>
internal sealed class ClusterTools(string? context)
{
    /// <summary>Most characters of a command's output: a long list of pods as JSON fits, an endless log does not.</summary>
    public const int MaximumOutput = 12 * 1024 * 1024;

    private const int MaximumError = 64 * 1024;

    private readonly List<string> _ran = [];

    /// <summary>The commands since <see cref="ForgetRan"/>, in order, each once.</summary>
    public IReadOnlyList<string> Ran => [.. _ran.Distinct()];

    public void ForgetRan() => _ran.Clear();

    /// <summary>Runs kubectl.</summary>
    /// <param name="arguments">Its arguments, without the context.</param>
    /// <param name="input">Standard input; null for none.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="CommandException">There is no kubectl.</exception>
    /// <exception cref="ToolException">It says more than anybody wants to read.</exception>
    public Task<ToolResult> KubectlAsync(IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken) =>
        RunAsync("kubectl", "https://kubernetes.io/docs/tasks/tools/", arguments, input, cancellationToken);

    /// <inheritdoc cref="KubectlAsync" />
    /// <summary>Runs istioctl.</summary>
    public Task<ToolResult> IstioctlAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync("istioctl", "https://istio.io/latest/docs/setup/getting-started/#download", arguments, null, cancellationToken);

    /// <summary>Runs kubectl and reads its output as JSON.</summary>
    /// <exception cref="ToolException">It failed, or said something else.</exception>
    public async Task<JsonNode> ReadAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Json(Succeeded(await KubectlAsync(arguments, null, cancellationToken)));

    /// <summary>Runs istioctl and reads its output as JSON.</summary>
    /// <exception cref="ToolException">It failed, or said something else.</exception>
    public async Task<JsonNode> ReadIstioAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Json(Succeeded(await IstioctlAsync(arguments, cancellationToken)));

    /// <summary>A result that must be a success.</summary>
    /// <exception cref="ToolException">It is none.</exception>
    public static ToolResult Succeeded(ToolResult result) => result.ExitCode == 0 ? result : throw new ToolException(result.Command, Excerpt.Of(result.Error.Length > 0 ? result.Error : $"exit code {result.ExitCode}"));

    /// <summary>Reads a command's output as JSON.</summary>
    /// <exception cref="ToolException">It is something else.</exception>
    public static JsonNode Json(ToolResult result)
    {
        try
        {
            return JsonNode.Parse(result.Output) ?? throw new ToolException(result.Command, "answered null");
        }
        catch (JsonException)
        {
            throw new ToolException(result.Command, $"answered no JSON but '{Excerpt.Of(result.Output)}'");
        }
    }

    private async Task<ToolResult> RunAsync(string program, string remedy, IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<string> all = context is null ? arguments : ["--context", context, .. arguments];
        var command = $"{program} {string.Join(' ', all.Select(ShellWord.Of))}";
        _ran.Add(command);
        using var process = Start(program, remedy, all, input is not null);
        try
        {
            var error = ReadAsync(process.StandardError, MaximumError, command, cancellationToken);
            var output = ReadAsync(process.StandardOutput, MaximumOutput, command, cancellationToken);
            await WriteAsync(process, input, cancellationToken);
            await Task.WhenAll(output, error);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(command, process.ExitCode, await output, (await error).Trim());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string program, string remedy, IReadOnlyList<string> arguments, bool hasInput)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = hasInput })!;
        }
        catch (Win32Exception e)
        {
            throw new CommandException($"{program} does not start ({e.Message}). Install it and put it on PATH: {remedy}");
        }
    }

    private static async Task WriteAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        if (input is null)
            return;
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code and standard error say why.
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, int limit, string command, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (text.Length + count > limit)
                throw new ToolException(command, $"wrote more than {limit} characters");
            text.Append(buffer, 0, count);
        }

        return text.ToString();
    }
}
