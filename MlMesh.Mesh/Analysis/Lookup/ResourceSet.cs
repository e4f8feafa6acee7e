using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Resources by kind, each kind ordered by namespace and name, as Istio's analyzers go through them.</summary>
internal sealed class ResourceSet
{
    private readonly Dictionary<Type, Array> _byType = [];
    private readonly Dictionary<(Type Type, ResourceId Id), MeshResource> _byId = [];
    private Dictionary<ResourceId, MeshResource>? _byName;
    private readonly Dictionary<string, KubernetesNamespace> _namespaces = new(StringComparer.Ordinal);

    public ResourceSet(IEnumerable<LoadResult> loads)
    {
        foreach (var resource in loads.SelectMany(load => load.Resources))
            _byId[(resource.GetType(), resource.Id)] = resource;
        foreach (var ns in All<KubernetesNamespace>())
            _namespaces[ns.Name] = ns;
    }

    /// <summary>All resources, in no order.</summary>
    public IEnumerable<MeshResource> Everything => _byId.Values;

    public IReadOnlyList<T> All<T>()
        where T : MeshResource
    {
        if (_byType.TryGetValue(typeof(T), out var known))
            return (T[])known;

        T[] found = [.. _byId.Values.OfType<T>().Where(resource => !resource.HasUnreadableField)];
        Array.Sort(found, static (a, b) => (a.Namespace, a.Name, a.Kind).CompareTo((b.Namespace, b.Name, b.Kind), StringComparer.Ordinal));
        _byType[typeof(T)] = found;
        return found;
    }

    /// <summary>The resources of one kind, of a record that several kinds share.</summary>
    public IEnumerable<T> OfKind<T>(string kind)
        where T : MeshResource => All<T>().Where(resource => resource.Kind == kind);

    public T? Find<T>(string kind, string ns, string name)
        where T : MeshResource => _byId.GetValueOrDefault((typeof(T), new ResourceId(kind, ns, name))) as T;

    /// <summary>A resource by its name, of whichever API group.</summary>
    public MeshResource? Find(ResourceId id)
    {
        _byName ??= _byId.Values.DistinctBy(resource => resource.Id).ToDictionary(resource => resource.Id);
        return _byName.GetValueOrDefault(id);
    }

    public KubernetesNamespace? Namespace(string name) => _namespaces.GetValueOrDefault(name);
}
