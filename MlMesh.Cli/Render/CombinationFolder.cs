using System.Text.Json;
using MlMesh.Mesh.Loading;

namespace MlMesh.Cli.Render;

/// <summary>A folder with a kustomization of a policy and components, gone when disposed.</summary>
internal sealed class CombinationFolder : IDisposable
{
    private const string Copy = "policy.yaml";

    private readonly DirectoryInfo _folder;

    private CombinationFolder(DirectoryInfo folder) => _folder = folder;

    public string Path => _folder.FullName;

    /// <summary>Makes the folder.</summary>
    /// <param name="root">Where: kustomize takes relative paths only, so beside what the kustomization names.</param>
    /// <param name="source">The policy and the components.</param>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static CombinationFolder Create(string root, PolicySource source)
    {
        CombinationFolder? made = null;
        try
        {
            made = new CombinationFolder(Directory.CreateDirectory(System.IO.Path.Combine(root, $".render-{Guid.NewGuid():n}")));
            made.Write(source);
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            made?.Dispose();
            throw new CommandException($"No kustomization can be written in {root}: {e.Message}");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(PolicySource source)
    {
        var components = string.Join(", ", source.Components.Select(Relative));
        File.WriteAllText(System.IO.Path.Combine(Path, "kustomization.yaml"), $"resources: [{Resource(source.Path)}]\ncomponents: [{components}]\n");
    }

    private string Resource(string policy)
    {
        if (!File.Exists(policy))
            return Relative(policy);
        if (System.IO.Path.GetFileNameWithoutExtension(policy).Equals("kustomization", StringComparison.OrdinalIgnoreCase))
            return Relative(System.IO.Path.GetDirectoryName(policy)!);

        // Kustomize takes files from its own folder only.
        File.Copy(policy, System.IO.Path.Combine(Path, Copy));
        return Copy;
    }

    // JSON's strings are YAML's too, whatever is in them.
    private string Relative(string path) => JsonSerializer.Serialize(System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/'));
}
