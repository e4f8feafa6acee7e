using MlMesh.Cli.Replay.Traffic;

namespace MlMesh.Cli.Replay;

/// <summary>What a replay was asked to do.</summary>
internal sealed record ReplaySettings
{
    public required Uri Url { get; init; }

    public required IReadOnlyList<Target> Compare { get; init; }

    public required Speed Speed { get; init; }

    /// <summary>Requests per second at most, or no limit.</summary>
    public required double? Rate { get; init; }

    public required int Users { get; init; }

    /// <summary>What requests to the gateway carry as bearer token, or none.</summary>
    public required string? Token { get; init; }

    public required int? Days { get; init; }

    /// <summary>Flights at most.</summary>
    public required int? Limit { get; init; }

    /// <summary>Requests under way at most.</summary>
    public required int Concurrency { get; init; }

    public required DirectoryInfo Data { get; init; }

    public required bool Json { get; init; }
}
