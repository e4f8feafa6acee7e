using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Loading;

/// <summary>
/// Reads kustomizations as far as they concern the mesh: resources, components and the namespace. Generators, images and replicas touch
/// Deployments and the like, of which the mesh reads nothing that they change; a patch of those is carried out, a patch of what the mesh runs is refused.
/// </summary>
internal sealed class KustomizationReader(PolicyFileReader files)
{
    private readonly Stack<string> _open = new();

    public LoadResult Read(string folder)
    {
        var resources = new List<MeshResource>();
        var findings = new List<Finding>();
        Accumulate(folder, asComponent: null, resources, findings);
        return new LoadResult(resources, findings);
    }

    /// <summary>What a kustomization of a policy and components, without settings of its own, would hold.</summary>
    public LoadResult AddComponents(LoadResult policy, IEnumerable<string> folders)
    {
        var resources = policy.Resources.ToList();
        var findings = policy.Findings.ToList();
        foreach (var folder in folders)
            Accumulate(folder, asComponent: true, resources, findings);
        return new LoadResult(resources, findings);
    }

    /// <summary>Adds the resources of a folder to those before; a component changes those too.</summary>
    private void Accumulate(string folder, bool? asComponent, List<MeshResource> resources, List<Finding> findings)
    {
        if (Open(folder, findings) is not { } kustomization)
            return;

        _open.Push(folder);
        findings.AddRange(kustomization.FieldFindings());
        var isComponent = kustomization.IsComponent;
        if (asComponent is { } expected && expected != isComponent)
            findings.Add(PolicyFileReader.Fault(kustomization.At(kustomization.Root), isComponent ? "a component must be named under components" : "expected kind Component", "Name it in the other list, or correct its kind."));

        var own = isComponent ? resources : [];
        var ownFindings = new List<Finding>();
        foreach (var path in kustomization.Paths("resources").Concat(kustomization.Paths("bases")))
            Add(kustomization, path, own, ownFindings);
        foreach (var path in kustomization.Paths("components"))
            AddComponent(kustomization, path, own, ownFindings);

        KustomizationPatches.Apply(kustomization, files, own, ownFindings);
        if (kustomization.Namespace.Length > 0)
            NamespaceTransformer.Apply(kustomization.Namespace, own, ownFindings);
        if (!isComponent)
            Merge(own, resources, ownFindings);
        findings.AddRange(ownFindings);
        _open.Pop();
    }

    private Kustomization? Open(string folder, List<Finding> findings)
    {
        var display = PolicyFileReader.Display(folder);
        if (_open.Contains(folder))
        {
            var circle = string.Join(" -> ", _open.Reverse().Append(folder).Select(PolicyFileReader.Display));
            findings.Add(PolicyFileReader.Fault(new SourceLocation(display, 0), $"the kustomization includes itself: {circle}", "Remove one of the references."));
            return null;
        }

        if (Kustomization.Find(folder) is not { } file)
        {
            files.DependsOn(folder);
            findings.Add(PolicyFileReader.Fault(new SourceLocation(display, 0), "there is no kustomization.yaml in the folder", "Add one, or name the files."));
            return null;
        }

        var (text, fault) = files.ReadText(file);
        if (text is null)
        {
            findings.Add(fault!);
            return null;
        }

        return Parse(file, text, findings);
    }

    private static Kustomization? Parse(string file, string text, List<Finding> findings)
    {
        var display = PolicyFileReader.Display(file);
        try
        {
            var documents = YamlDocuments.Read(text, (line, message) => findings.Add(PolicyFileReader.Fault(new SourceLocation(display, line), message, "Write the field once."))).ToList();
            if (documents is [YamlMapping root])
                return new Kustomization(file, root);

            findings.Add(PolicyFileReader.Fault(new SourceLocation(display, 0), "a kustomization is one mapping", "Correct the file."));
        }
        catch (YamlSyntaxException e)
        {
            findings.Add(PolicyFileReader.Fault(new SourceLocation(display, e.Line), e.Message, "Correct the YAML."));
        }

        return null;
    }

    private void Add(Kustomization kustomization, YamlScalar path, List<MeshResource> resources, List<Finding> findings)
    {
        if (IsRemote(path.Text))
        {
            // Without them the policy is another than the one that is written.
            var remedy = $"Keep a copy beside the kustomization, or read what kustomize makes of it: {kustomization.Printed}";
            findings.Add(PolicyFileReader.Fault(kustomization.At(path), $"{path.Text} is not in a folder here and is not fetched, so its resources are missing", remedy, "resources"));
            return;
        }

        var full = PolicyFileReader.Resolve(path.Text, kustomization.Folder);
        if (Directory.Exists(full))
        {
            Accumulate(full, asComponent: false, resources, findings);
            return;
        }

        var load = File.Exists(full) ? ReadFile(kustomization, path, full) : files.Missing(full, kustomization.At(path), $"{path.Text} does not exist");
        findings.AddRange(load.Findings);
        Merge(load.Resources, resources, findings);
    }

    private LoadResult ReadFile(Kustomization kustomization, YamlScalar path, string full)
    {
        // Kustomize refuses files that do not belong to the folder, so that a kustomization cannot read a stranger's secrets.
        if (full.StartsWith(kustomization.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return files.ReadResources(full);

        var fault = $"the file {path.Text} is not in or below the kustomization's folder";
        return new LoadResult([], [PolicyFileReader.Fault(kustomization.At(path), fault, "Name a folder with a kustomization of its own.")]);
    }

    private void AddComponent(Kustomization kustomization, YamlScalar path, List<MeshResource> resources, List<Finding> findings)
    {
        var full = PolicyFileReader.Resolve(path.Text, kustomization.Folder);
        if (Directory.Exists(full))
            Accumulate(full, asComponent: true, resources, findings);
        else
            findings.AddRange(files.Missing(full, kustomization.At(path), $"the component {path.Text} does not exist").Findings);
    }

    private static void Merge(IEnumerable<MeshResource> added, List<MeshResource> resources, List<Finding> findings)
    {
        var known = resources.Select(resource => (resource.GetType(), resource.Id)).ToHashSet();
        foreach (var resource in added)
        {
            if (known.Add((resource.GetType(), resource.Id)))
                resources.Add(resource);
            else
                findings.Add(PolicyFileReader.Fault(resource.Location, $"may not add resource with an already registered id: {resource.Id}", "Remove one of the two.") with { Resource = resource.Id });
        }
    }

    private static bool IsRemote(string path) =>
        path.Contains("://", StringComparison.Ordinal) || path.StartsWith("git@", StringComparison.Ordinal) || path.StartsWith("github.com/", StringComparison.Ordinal);
}
