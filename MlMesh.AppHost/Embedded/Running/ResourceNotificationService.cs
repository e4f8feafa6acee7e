using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows how every resource is, and tells of changes.</summary>
public sealed class ResourceNotificationService
{
    private const int LinesInErrors = 20;

    private readonly DistributedApplicationModel _model;
    private readonly ResourceOutputs _outputs;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ChannelWriter<ResourceEvent>> _watchers = [];

    internal ResourceNotificationService(DistributedApplicationModel model, ResourceOutputs outputs) => (_model, _outputs) = (model, outputs);

    /// <summary>Tells how every resource is, and then of each change.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The changes, without end.</returns>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_lock)
        {
            foreach (var current in _current.Values)
                channel.Writer.TryWrite(current);
            _watchers.Add(channel.Writer);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
                yield return change;
        }
        finally
        {
            lock (_lock)
                _watchers.Remove(channel.Writer);
        }
    }

    /// <summary>Waits until a resource satisfies a condition.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The change that satisfied it.</returns>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        var resource = _model.Find(resourceName);
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (change.Resource == resource && predicate(change))
                return change;
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits until a resource is in a state.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="targetState">One of <see cref="KnownResourceStates"/>; null: <see cref="KnownResourceStates.Running"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Completes when it is.</returns>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, change => change.Snapshot.State?.Text == (targetState ?? KnownResourceStates.Running), cancellationToken);

    /// <summary>Waits until a resource runs and is healthy.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The change that made it so.</returns>
    /// <exception cref="DistributedApplicationException">It failed to start or exited; the message has its last lines.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var change = await WaitForResourceAsync(
            resourceName, change => change.Snapshot.HealthStatus == HealthStatus.Healthy || KnownResourceStates.IsTerminal(change.Snapshot.State?.Text), cancellationToken);
        return change.Snapshot.HealthStatus == HealthStatus.Healthy ? change : throw new DistributedApplicationException(Explain(change));
    }

    /// <summary>How a resource is.</summary>
    /// <param name="resourceName">The resource.</param>
    /// <param name="resourceEvent">Its latest change.</param>
    /// <returns>Whether there was any.</returns>
    public bool TryGetCurrentState(string resourceName, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
            return _current.TryGetValue(resourceName, out resourceEvent);
    }

    internal void Publish(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (_lock)
        {
            var before = _current.GetValueOrDefault(resource.Name)?.Snapshot ?? new();
            var after = change(before);
            if (after == before)
                return;
            var published = new ResourceEvent(resource, resource.Name, after);
            _current[resource.Name] = published;
            foreach (var watcher in _watchers)
                watcher.TryWrite(published);
        }
    }

    /// <summary>Says why a resource does not run, with its last lines.</summary>
    internal string Explain(ResourceEvent change)
    {
        var (resource, snapshot) = (change.Resource, change.Snapshot);
        var what = snapshot.State?.Text == KnownResourceStates.FailedToStart
            ? $"{resource.Name} was not started: {snapshot.FailureReason}."
            : $"{resource.Name} exited with code {snapshot.ExitCode}.";
        var lines = _outputs.Last(resource, LinesInErrors);
        return lines.Count == 0 ? what : $"{what} Its last lines:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", lines)}";
    }
}
