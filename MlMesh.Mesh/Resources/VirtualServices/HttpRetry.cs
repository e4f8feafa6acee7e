namespace MlMesh.Mesh.Resources;

/// <summary>Retry policy.</summary>
public sealed record HttpRetry
{
    /// <summary>Repetitions beside the first try; 0: none.</summary>
    public int Attempts { get; init; }

    /// <summary>Time for each try; absent: the route's time-out.</summary>
    public TimeSpan? PerTryTimeout { get; init; }

    /// <summary>Conditions and status codes, separated by commas.</summary>
    public string RetryOn { get; init; } = "";

    /// <summary>Whether tries may go to other localities.</summary>
    [ClusterOnly("local endpoints have no locality")]
    public bool? RetryRemoteLocalities { get; init; }

    /// <summary>Whether a retry avoids the hosts already tried; absent: true.</summary>
    public bool? RetryIgnorePreviousHosts { get; init; }

    /// <summary>Base of the back-off; absent: 25 ms.</summary>
    public TimeSpan? Backoff { get; init; }
}
