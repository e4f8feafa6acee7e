namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource whose endpoints others find under <c>services__{name}__{endpoint}__0</c>.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
