using MlMesh.Cli.Policy.Input;
using MlMesh.Mesh.Loading;
using MlMesh.Mesh.PolicyTests;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Test;

/// <summary>The policy that a test file is about: what it names, or what lies beside it.</summary>
/// <param name="Loads">What was read.</param>
/// <param name="Mesh">Settings of the mesh; null for a default installation.</param>
internal sealed record TestedPolicy(IReadOnlyList<LoadResult> Loads, MeshConfig? Mesh)
{
    /// <summary>Reads it.</summary>
    /// <param name="file">The test file.</param>
    /// <param name="mesh">File with MeshConfig, should the test file name none.</param>
    /// <param name="input">Reads policies.</param>
    /// <exception cref="CommandException">What the file names is missing or cannot be read.</exception>
    public static TestedPolicy Read(PolicyTestFile file, string? mesh, PolicyInput input)
    {
        var folder = FolderOf(file);
        var policies = file.Policies.Count > 0 ? file.Policies.Select(path => Path.GetFullPath(path, folder)).ToList() : [folder];
        if (policies.Find(path => !File.Exists(path) && !Directory.Exists(path)) is { } missing)
            throw new CommandException($"{file.File}: the policy {missing} does not exist.");
        var first = PolicyFiles.Read(new PolicySource(policies[0]) { Components = [.. file.Components.Select(path => Path.GetFullPath(path, folder))] });
        return new TestedPolicy([.. first.Loads, .. input.Read(policies.Skip(1))], ReadMesh(file, mesh));
    }

    /// <summary>The settings of the mesh that the file names, or else those of <paramref name="mesh"/>.</summary>
    public static MeshConfig? ReadMesh(PolicyTestFile file, string? mesh) => PolicyInput.ReadMesh(file.Mesh is { } own ? Path.Combine(FolderOf(file), own) : mesh);

    private static string FolderOf(PolicyTestFile file) => Path.GetDirectoryName(Path.GetFullPath(file.File))!;
}
