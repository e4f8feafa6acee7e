using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a resource is at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Its state; null before the application starts.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>The code it exited with, 128 plus the signal's number if a signal ended it; null unless it has exited.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The worst of its health checks; null while it does not run or was not checked yet.</summary>
    public HealthStatus? HealthStatus { get; init; }

    /// <summary>Further facts, as <c>executable.pid</c>.</summary>
    public ImmutableArray<ResourcePropertySnapshot> Properties { get; init; } = [];

    internal string? HealthDescription { get; init; }

    internal string? FailureReason { get; init; }
}
