using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// How a test gets at the application that an AppHost's entry point builds: the entry point runs with this hook current, stops
/// at <see cref="IDistributedApplicationBuilder.Build"/> until the test wants the application, and then only waits for its end.
/// </summary>
internal sealed class EntryPointHook(Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
{
    private static readonly AsyncLocal<EntryPointHook?> CurrentHook = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static EntryPointHook? Current
    {
        get => CurrentHook.Value;
        set => CurrentHook.Value = value;
    }

    public Task<DistributedApplicationBuilder> Builder => _builder.Task;

    public Task Finished => _finished.Task;

    public void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) => configure(options, settings);

    public void AwaitBuild(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    public Task<DistributedApplication> BuildAsync()
    {
        _mayBuild.TrySetResult();
        return _application.Task;
    }

    public void Built(DistributedApplication application) => _application.TrySetResult(application);

    public void Finish()
    {
        _mayBuild.TrySetCanceled();
        _finished.TrySetResult();
    }

    /// <summary>The entry point ended, by itself or by an exception, without having built an application.</summary>
    public void Ended(Exception failure)
    {
        _builder.TrySetException(failure);
        _application.TrySetException(failure);
        // Someone may wait for one of them only.
        _ = _builder.Task.Exception;
        _ = _application.Task.Exception;
    }
}
