namespace MlMesh.Mesh.Routing.Registry;

/// <summary>To which namespaces a resource is exported.</summary>
/// <param name="IsPublic">To all.</param>
/// <param name="Namespaces">To these, when not to all.</param>
internal sealed record Visibility(bool IsPublic, IReadOnlySet<string> Namespaces)
{
    public static Visibility Public { get; } = new(true, new HashSet<string>());

    /// <summary>Only its own namespace sees it.</summary>
    public bool IsPrivateTo(string ns) => !IsPublic && Namespaces.Count == 1 && Namespaces.Contains(ns);

    public bool Includes(string ns) => IsPublic || Namespaces.Contains(ns);

    /// <summary>Reads exportTo: <c>*</c>, <c>.</c>, <c>~</c> or namespaces; an empty list means the mesh's default, and that is <c>*</c> when empty.</summary>
    public static Visibility Parse(IReadOnlyList<string> exportTo, IReadOnlyList<string> meshDefault, string ns)
    {
        var values = exportTo.Count > 0 ? exportTo : meshDefault;
        if (values.Count == 0 || values.Contains("*"))
            return Public;
        return new Visibility(false, values.Where(value => value != "~").Select(value => value == "." ? ns : value).ToHashSet());
    }
}
