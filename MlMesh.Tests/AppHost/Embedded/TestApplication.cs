using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MlMesh.Tests.AppHost.Embedded;

/// <summary>An application of small shell programs, with what it logs.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly CancellationTokenSource _patience = new(Patience);
    private DistributedApplication? _running;

    public TestApplication(params string[] args)
        : this(args, (_, _) => { })
    {
    }

    public TestApplication(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        Requires.Program("sh", "The test's resources are shell programs.");
        Builder = DistributedApplicationTestingBuilder.Create(args, configure);
        Builder.Services.AddLogging(logging => logging.AddProvider(Logs));
    }

    public IDistributedApplicationTestingBuilder Builder { get; }

    public LogRecorder Logs { get; } = new();

    /// <summary>A folder for what the programs write.</summary>
    public TemporaryFolder Folder { get; } = new();

    public CancellationToken Timeout => _patience.Token;

    public DistributedApplication Running => _running ?? throw new InvalidOperationException("The application is not started.");

    public IResourceBuilder<ExecutableResource> AddShell(string name, string script) => Builder.AddExecutable(name, "sh", Folder.Path, "-c", script);

    public async Task StartAsync()
    {
        _running = await Builder.BuildAsync(Timeout);
        await _running.StartAsync(Timeout);
    }

    public async Task<CustomResourceSnapshot> StateAsync(string resource, string state) =>
        (await Running.ResourceNotifications.WaitForResourceAsync(resource, change => change.Snapshot.State?.Text == state, Timeout)).Snapshot;

    /// <summary>The lines that a resource wrote, once it has ended by itself.</summary>
    public async Task<IReadOnlyList<string>> OutputAsync(string resource)
    {
        await StateAsync(resource, KnownResourceStates.Finished);
        return Logs.Of($"Resources.{resource}");
    }

    public async ValueTask DisposeAsync()
    {
        await Builder.DisposeAsync();
        Folder.Dispose();
        Logs.Dispose();
        _patience.Dispose();
    }
}
