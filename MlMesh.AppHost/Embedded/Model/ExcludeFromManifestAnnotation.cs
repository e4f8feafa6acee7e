namespace Aspire.Hosting.ApplicationModel;

internal sealed record ExcludeFromManifestAnnotation : IResourceAnnotation;
