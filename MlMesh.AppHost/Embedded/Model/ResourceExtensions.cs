namespace Aspire.Hosting.ApplicationModel;

internal static class ResourceExtensions
{
    public static IEnumerable<T> All<T>(this IResource resource) where T : IResourceAnnotation => resource.Annotations.OfType<T>();

    public static bool Has<T>(this IResource resource) where T : IResourceAnnotation => resource.Annotations.OfType<T>().Any();

    /// <summary>Parameters and connection strings have no process of their own.</summary>
    public static bool IsProcess(this IResource resource) => resource is ProjectResource or ExecutableResource or ContainerResource;
}
