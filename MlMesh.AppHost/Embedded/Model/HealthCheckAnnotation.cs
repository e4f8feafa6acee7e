namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a health check, registered with the application's services, that decides whether the resource is healthy.</summary>
internal sealed record HealthCheckAnnotation(string Key) : IResourceAnnotation;
