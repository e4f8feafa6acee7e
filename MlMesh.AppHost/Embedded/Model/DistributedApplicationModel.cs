namespace Aspire.Hosting.ApplicationModel;

/// <summary>All resources of an application.</summary>
/// <param name="resources">The resources, in the order in which they were added.</param>
public sealed class DistributedApplicationModel(IEnumerable<IResource> resources)
{
    /// <summary>The resources, in the order in which they were added.</summary>
    public IReadOnlyList<IResource> Resources { get; } = [.. resources];

    internal IResource Find(string name) => Resources.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no resource '{name}'. The application has: {string.Join(", ", Resources.Select(resource => resource.Name))}.", nameof(name));
}
