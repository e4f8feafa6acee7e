namespace Aspire.Hosting.ApplicationModel;

internal sealed record ParentAnnotation(IResource Parent) : IResourceAnnotation;
