using System.Collections.ObjectModel;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>
/// An immutable resource of a policy. The fields of its <c>spec</c> are properties of the derived record, named and shaped as in Istio's API:
/// a text or list that is absent is empty, a message, duration or wrapped value that is absent is null.
/// </summary>
public abstract record MeshResource
{
    /// <summary>Kubernetes kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>API group and version as in the file.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>Namespace; <c>default</c> when neither the file nor its kustomization states one, empty for a kind that has none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Labels of the resource itself.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>When the cluster created it (<c>metadata.creationTimestamp</c>); null when the file does not say, as is usual.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// Order of creation: a smaller number is an older resource, an equal one the same <see cref="CreatedAt"/>. Resources without creation time follow those
    /// that have one, in the order of appearance.
    /// </summary>
    public int Age { get; init; }

    /// <summary>Where the resource begins.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>First line of the resource's document, comments before it included: the line that Istio's analysis names for the whole resource.</summary>
    internal int FirstLine { get; init; }

    /// <summary>Whether Istio could not read one of the fields, so that it refuses the resource whatever else is in it.</summary>
    internal bool HasUnreadableField { get; init; }

    /// <summary>The document that the resource was read from, for the lines of its fields and for its schema.</summary>
    internal YamlMapping? Document { get; init; }

    /// <summary>Kind, namespace and name.</summary>
    public ResourceId Id => new(Kind, Namespace, Name);
}
