namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fact about a resource, kept in <see cref="IResource.Annotations"/>.</summary>
public interface IResourceAnnotation;
