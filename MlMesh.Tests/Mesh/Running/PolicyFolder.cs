using MlMesh.Mesh.Loading;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>A copy of the overlays in which one folder holds whichever policy a test needs, edited as the test likes.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private const string VirtualService = "virtual-service.yaml";

    private static readonly string Rule = System.IO.Path.Combine("base", "traffic", "model-inference.yaml");
    private static readonly string[] Folders = ["generated", "base"];
    private static readonly string Overlays = Repository.PathOf("istio-overlays");

    private readonly string _root = Directory.CreateTempSubdirectory("mlmesh-overlays-").FullName;

    public PolicyFolder(string overlay)
    {
        foreach (var file in Folders.SelectMany(folder => Directory.EnumerateFiles(System.IO.Path.Combine(Overlays, folder), "*", SearchOption.AllDirectories)))
        {
            var copy = System.IO.Path.Combine(_root, System.IO.Path.GetRelativePath(Overlays, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Directory.CreateDirectory(Path);
        File.Copy(System.IO.Path.Combine(Overlays, "overlays", overlay, "kustomization.yaml"), System.IO.Path.Combine(Path, "kustomization.yaml"));
        WriteVirtualService(overlay, null);
    }

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(System.IO.Path.Combine(Overlays, "overlays")).Select(folder => System.IO.Path.GetFileName(folder)!).Order();

    /// <summary>The overlays that the local mesh carries out: all but those that say that they take effect in a cluster only.</summary>
    public static IEnumerable<string> Local => Names.Where(name => PolicyCatalog.WhyClusterOnly(System.IO.Path.Combine(Overlays, "overlays", name)) is null);

    /// <summary>The folder to run with.</summary>
    public string Path => System.IO.Path.Combine(_root, "overlays", "current");

    /// <summary>Puts an overlay's VirtualService in place.</summary>
    /// <param name="overlay">The overlay.</param>
    /// <param name="edit">Changes it.</param>
    /// <returns>Whether that changed the file.</returns>
    public bool WriteVirtualService(string overlay, Func<string, string>? edit) =>
        Put(System.IO.Path.Combine(Path, VirtualService), Edit(System.IO.Path.Combine(Overlays, "overlays", overlay, VirtualService), edit));

    /// <summary>Puts the DestinationRule of model-inference in place.</summary>
    /// <param name="edit">Changes it.</param>
    /// <returns>Whether that changed the file.</returns>
    public bool WriteRule(Func<string, string>? edit) => Put(System.IO.Path.Combine(_root, Rule), Edit(System.IO.Path.Combine(Overlays, Rule), edit));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Edit(string file, Func<string, string>? edit)
    {
        var text = File.ReadAllText(file);
        if (edit is null)
            return text;
        var edited = edit(text);
        // An edit that does not fit the file any more must not turn into a test of the unedited policy.
        return edited != text ? edited : throw new InvalidOperationException($"The edit changes nothing in {file}.");
    }

    private static bool Put(string file, string text)
    {
        if (File.Exists(file) && File.ReadAllText(file) == text)
            return false;
        File.WriteAllText(file, text);
        return true;
    }
}
