using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace MlMesh.Tests.Cli.Verify;

/// <summary>A folder to be first on PATH, with a kubectl and an istioctl that replay committed outputs; and <c>mlmesh verify</c> as a program of its own that finds them.</summary>
internal sealed class FakeTools : IDisposable
{
    private const string Script = "kubectl-or-istioctl.sh";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-verify-");

    public FakeTools(params string[] tools)
    {
        Requires.Program("bash", "Install bash.");
        foreach (var tool in tools.Length > 0 ? tools : ["kubectl", "istioctl"])
        {
            File.Copy(Recordings(Script), PathOf(tool));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(PathOf(tool), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.WriteAllText(PathOf("asked"), "");
    }

    /// <summary>How <c>mlmesh</c> is started.</summary>
    public IReadOnlyList<string> Command { get; init; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "mlmesh.dll")];

    /// <summary>The commands, in order, with made-up names as RUN and TRACE.</summary>
    public IReadOnlyList<string> Asked => File.ReadAllLines(PathOf("asked"));

    /// <summary>What commands got on standard input: the objects to create, and curl's requests.</summary>
    public string Input => File.Exists(PathOf("asked.input")) ? File.ReadAllText(PathOf("asked.input")) : "";

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>Runs <c>mlmesh verify</c>.</summary>
    /// <param name="recordings">Folders of recordings that come before that of every cluster, separated by colons.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<Mlmesh> VerifyAsync(string recordings, params string[] arguments)
    {
        using var process = Start(recordings, arguments);
        return await Mlmesh.EndAsync(process);
    }

    /// <summary>Starts <c>mlmesh verify</c>.</summary>
    public Process Start(string recordings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Command[0], [.. Command.Skip(1), "verify", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.FullName}{Path.PathSeparator}{start.Environment["PATH"]}";
        start.Environment["REPLAY"] = string.Join(':', recordings.Split(':', StringSplitOptions.RemoveEmptyEntries).Append("cluster").Select(Recordings));
        start.Environment["ASKED"] = PathOf("asked");
        return Process.Start(start)!;
    }

    /// <summary>The only check of a run with <c>--json</c>.</summary>
    public static JsonNode OnlyCheck(Mlmesh run)
    {
        Assert.True(run.Output.StartsWith('{'), $"{run.ExitCode}: {run.Output}{run.Error}");
        return Assert.Single(run.Json["checks"]!.AsArray())!;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Recordings(string name) => Repository.PathOf("MlMesh.Tests", "Cli", "Verify", "Recordings", name);
}
