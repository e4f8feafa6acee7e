namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the distributed application: a project, an executable, a container, a connection string or a parameter.</summary>
public interface IResource
{
    /// <summary>The name, unique within the application: lower-case letters, digits and hyphens.</summary>
    string Name { get; }

    /// <summary>What builders have said of the resource, in the order in which they said it.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
