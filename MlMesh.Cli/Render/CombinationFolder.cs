using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MlMesh.Mesh.Loading;

namespace MlMesh.Cli.Render;

/// <summary>A folder with a kustomization of a policy and components, gone when disposed.</summary>
internal sealed partial class CombinationFolder : IDisposable
{
    /// <summary>Where the generated manifests say that the services' images are.</summary>
    public const string Registry = "registry.example.com/mlmesh";

    private const string Kustomization = "kustomization.yaml";
    private const string Copy = "policy.yaml";

    private readonly DirectoryInfo _folder;

    private CombinationFolder(DirectoryInfo folder) => _folder = folder;

    public string Path => _folder.FullName;

    /// <summary>Makes the folder.</summary>
    /// <param name="root">The folder of the overlays.</param>
    /// <param name="source">The policy and the components.</param>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static CombinationFolder Create(string root, PolicySource source)
    {
        var above = Above(root);
        CombinationFolder? made = null;
        try
        {
            made = new CombinationFolder(Directory.CreateDirectory(System.IO.Path.Combine(above, $".render-{Guid.NewGuid():n}")));
            made.Write(source);
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            made?.Dispose();
            throw new CommandException($"No kustomization can be written in {above}: {e.Message}");
        }
    }

    /// <summary>Has the services' images come from elsewhere, as <c>install.sh</c> does.</summary>
    /// <param name="rendered">The objects, which name the images.</param>
    /// <param name="registry">Where they come from; null or empty to leave that.</param>
    /// <param name="tag">Their tag; null or empty to leave that.</param>
    public void ReplaceImages(string rendered, string? registry, string? tag)
    {
        var text = new StringBuilder("images:\n");
        foreach (var image in Image().Matches(rendered).Select(match => match.Groups["name"].Value).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"- name: {Registry}/{image}\n");
            if (!string.IsNullOrEmpty(registry))
                text.Append(CultureInfo.InvariantCulture, $"  newName: {Text($"{registry}/{image}")}\n");
            if (!string.IsNullOrEmpty(tag))
                text.Append(CultureInfo.InvariantCulture, $"  newTag: {Text(tag)}\n");
        }

        File.AppendAllText(System.IO.Path.Combine(Path, Kustomization), text.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Where temporary files go, unless that is on another drive: kustomize takes relative paths only.</summary>
    private static string Above(string root)
    {
        var temporary = System.IO.Path.GetFullPath(System.IO.Path.GetTempPath());
        return System.IO.Path.GetPathRoot(temporary) == System.IO.Path.GetPathRoot(root) ? WithoutLinks(temporary) : root;
    }

    // Kustomize follows links before it goes up by "..", so the way must start at the folder itself.
    private static string WithoutLinks(string path)
    {
        var start = System.IO.Path.GetPathRoot(path)!;
        return path[start.Length..].Split(System.IO.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Aggregate(start, (folder, name) =>
        {
            var next = System.IO.Path.Combine(folder, name);
            return Directory.ResolveLinkTarget(next, returnFinalTarget: true)?.FullName ?? next;
        });
    }

    private void Write(PolicySource source)
    {
        var components = string.Join(", ", source.Components.Select(Relative));
        File.WriteAllText(System.IO.Path.Combine(Path, Kustomization), $"resources: [{Resource(source.Path)}]\ncomponents: [{components}]\n");
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

    private string Relative(string path) => Text(System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/'));

    // JSON's strings are YAML's too, whatever is in them.
    private static string Text(string value) => $"\"{JsonEncodedText.Encode(value)}\"";

    [GeneratedRegex(@"image: registry\.example\.com/mlmesh/(?<name>[a-z0-9-]+)")]
    private static partial Regex Image();
}
