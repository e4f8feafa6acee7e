namespace MlMesh.Tests.Mesh.Running;

/// <summary>A copy of the overlays in which one folder holds whichever policy a test needs, edited as the test likes.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private const string VirtualService = "virtual-service.yaml";

    private static readonly string Overlays = Repository.PathOf("istio-overlays");

    private readonly string _root = Directory.CreateTempSubdirectory("mlmesh-overlays-").FullName;

    public PolicyFolder(string overlay)
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Overlays, "base"), "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(_root, System.IO.Path.GetRelativePath(Overlays, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Directory.CreateDirectory(Path);
        File.Copy(System.IO.Path.Combine(Overlays, "overlays", overlay, "kustomization.yaml"), System.IO.Path.Combine(Path, "kustomization.yaml"));
        Write(overlay, null, null);
    }

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(System.IO.Path.Combine(Overlays, "overlays")).Select(folder => System.IO.Path.GetFileName(folder)!).Order();

    /// <summary>The folder to run with.</summary>
    public string Path => System.IO.Path.Combine(_root, "overlays", "current");

    /// <summary>Puts a policy in place.</summary>
    /// <param name="overlay">Its overlay.</param>
    /// <param name="edit">Changes its VirtualService.</param>
    /// <param name="editRule">Changes the DestinationRule of model-inference.</param>
    /// <returns>Whether that changed any file.</returns>
    public bool Write(string overlay, Func<string, string>? edit, Func<string, string>? editRule)
    {
        var rule = System.IO.Path.Combine("base", "traffic", "model-inference.yaml");
        var changed = Put(System.IO.Path.Combine(Path, VirtualService), Edit(System.IO.Path.Combine(Overlays, "overlays", overlay, VirtualService), edit));
        return Put(System.IO.Path.Combine(_root, rule), Edit(System.IO.Path.Combine(Overlays, rule), editRule)) || changed;
    }

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
