using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Holds a resource's start until what it waits for is there, or cannot come any more.</summary>
internal sealed class StartupWaiter(ResourceNotificationService notifications, TimeSpan patience, TimeProvider time)
{
    /// <summary>The configuration key of how long a running dependency may take to become healthy or to complete.</summary>
    public const string PatienceKey = "AppHost:StartupTimeout";

    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(2);

    /// <exception cref="DistributedApplicationException">A dependency failed; the message names it.</exception>
    public Task WaitAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.All<WaitAnnotation>().Select(wait => WaitAsync(wait, cancellationToken)));

    private async Task WaitAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var name = wait.Dependency.Name;
        // A dependency that itself still waits gets all the time it needs: whom it waits for is on the clock.
        await notifications.WaitForResourceAsync(name, e => e.Snapshot.State?.Text is { } state && (state == KnownResourceStates.Running || KnownResourceStates.IsTerminal(state)), cancellationToken);
        using var clock = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            var last = await notifications.WaitForResourceAsync(name, e => IsDecided(wait, e.Snapshot), either.Token);
            if (Verdict(wait, last) is { } failure)
                throw new DistributedApplicationException(failure);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var health = notifications.TryGetCurrentState(name, out var now) ? now.Snapshot.HealthDescription : null;
            var expected = wait.ExitCode is null ? "become healthy" : "complete";
            throw new DistributedApplicationException(
                $"it waits for {name}, which did not {expected} within {patience.TotalSeconds:0.#} s ({PatienceKey}){(string.IsNullOrEmpty(health) ? "" : $": {health}")}");
        }
    }

    private static bool IsDecided(WaitAnnotation wait, CustomResourceSnapshot snapshot) =>
        KnownResourceStates.IsTerminal(snapshot.State?.Text)
        || (wait.ExitCode is null && snapshot.State?.Text == KnownResourceStates.Running && snapshot.HealthStatus == HealthStatus.Healthy);

    private string? Verdict(WaitAnnotation wait, ResourceEvent last)
    {
        var (name, snapshot) = (wait.Dependency.Name, last.Snapshot);
        if (snapshot.State?.Text == KnownResourceStates.FailedToStart)
            return $"it waits for {name}, which failed to start ({snapshot.FailureReason})";
        if (wait.ExitCode is null)
            return snapshot.State?.Text == KnownResourceStates.Running ? null : $"it waits for {name}. {notifications.Explain(last)}";
        return snapshot.ExitCode == wait.ExitCode ? null : $"it waits for {name} to complete with code {wait.ExitCode}. {notifications.Explain(last)}";
    }
}
