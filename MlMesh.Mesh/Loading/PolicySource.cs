namespace MlMesh.Mesh.Loading;

/// <summary>Where a mesh's policy is on disk.</summary>
/// <param name="Path">A kustomization, as <c>kubectl apply -k</c> takes it, a folder of YAML or JSON files, or one such file.</param>
public sealed record PolicySource(string Path)
{
    /// <summary>
    /// Folders of kustomize components that are added to it, in this order: the result is that of a kustomization with <see cref="Path"/> under <c>resources</c> and these
    /// under <c>components</c>.
    /// </summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>File with the mesh's settings (Istio's MeshConfig); empty: those of a default installation.</summary>
    public string MeshConfig { get; init; } = "";

    /// <summary>How a person would write it.</summary>
    public override string ToString() => Components.Count == 0 ? Path : $"{Path} with {string.Join(", ", Components.Select(System.IO.Path.GetFileName))}";
}
