namespace Aspire.Hosting.ApplicationModel;

internal sealed record ExplicitStartupAnnotation : IResourceAnnotation;
