namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A limit of requests with a certain descriptor entry, and of those that have further entries behind it.</summary>
/// <param name="Key">Key of the entry.</param>
/// <param name="Value">Its value; one that ends in <c>*</c> takes every value that begins so, an empty one any. Each value that comes is counted by itself.</param>
public sealed record ServiceDescriptor(string Key, string Value)
{
    /// <summary>The limit of requests whose descriptor ends here; absent: none.</summary>
    public ServiceRateLimit? Limit { get; init; }

    /// <summary>Whether requests over the limit are counted but not refused.</summary>
    public bool ShadowMode { get; init; }

    /// <summary>What may follow.</summary>
    public IReadOnlyList<ServiceDescriptor> Descriptors { get; init; } = [];
}
