namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sets environment variables when a resource starts or is published.</summary>
/// <param name="callback">Sets them.</param>
public sealed class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Sets environment variables when a resource starts or is published.</summary>
    /// <param name="callback">Sets them.</param>
    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback)
        : this(context => { callback(context); return Task.CompletedTask; })
    {
    }

    /// <summary>Sets them.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}
