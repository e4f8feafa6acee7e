namespace Aspire.Hosting.ApplicationModel;

/// <summary>Given to callbacks that set environment variables when a resource starts or is published.</summary>
/// <param name="executionContext">Whether the application runs or is published.</param>
/// <param name="resource">The resource.</param>
/// <param name="environmentVariables">The variables so far.</param>
/// <param name="cancellationToken">Cancels the start.</param>
public sealed class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext, IResource resource, Dictionary<string, object> environmentVariables, CancellationToken cancellationToken = default)
{
    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The variables so far; values are texts, or anything that is an <see cref="IValueProvider"/> and an <see cref="IManifestExpressionProvider"/>.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables;

    /// <summary>Cancels the start.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
