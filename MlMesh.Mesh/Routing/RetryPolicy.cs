using System.Collections.Immutable;

namespace MlMesh.Mesh.Routing;

/// <summary>A route's retry policy (VirtualService <c>retries</c>, MeshConfig <c>defaultHttpRetryPolicy</c> or Istio's default).</summary>
public sealed record RetryPolicy
{
    /// <summary>Retries after the first try.</summary>
    public required int Attempts { get; init; }

    /// <summary>What is retried.</summary>
    public required RetryConditions Conditions { get; init; }

    /// <summary>Answers with these statuses are retried (numbers in <c>retryOn</c>).</summary>
    public ImmutableArray<int> Statuses { get; init; } = [];

    /// <summary>What is retried, in the words of <c>retryOn</c>.</summary>
    public string RetryOn => RetryConditionNames.Format(this);

    /// <summary>Limit of each try; none means that only the route's timeout counts.</summary>
    public TimeSpan? PerTryTimeout { get; init; }

    /// <summary>Base of the jittered exponential back-off.</summary>
    public TimeSpan BackoffBase { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Upper bound of one back-off: ten times the base.</summary>
    public TimeSpan BackoffMaximum { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A retry prefers hosts that were not tried.</summary>
    public bool AvoidPreviousHosts { get; init; } = true;

    /// <summary>How often a host that was already tried is drawn anew.</summary>
    public int HostSelectionAttempts { get; init; } = 5;
}
