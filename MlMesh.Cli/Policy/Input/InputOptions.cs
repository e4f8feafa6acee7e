using System.CommandLine;

namespace MlMesh.Cli.Policy.Input;

/// <summary>The options by which every policy command gets its input.</summary>
internal sealed class InputOptions
{
    /// <summary>MeshConfig, as a file.</summary>
    public Option<string?> Mesh { get; } = new("--mesh") { Description = "File with the mesh's MeshConfig; without it, that of a default installation", HelpName = "file" };

    /// <summary>Whether what policies name and the input lacks is assumed.</summary>
    public Option<bool> AssumeHosts { get; } = new("--assume-hosts")
    {
        Description = "Whether Services, workloads and Gateways that policies name and the input lacks are assumed to exist",
        DefaultValueFactory = _ => true,
    };

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Writes the result as JSON (schema in docs/policy.md)" };

    public void AddTo(Command command)
    {
        command.Add(Mesh);
        command.Add(AssumeHosts);
        command.Add(Json);
    }
}
