namespace MlMesh.Mesh.Traffic;

/// <summary>What a retry policy says about a try that ended.</summary>
internal enum RetryVerdict
{
    /// <summary>Nothing that the policy retries.</summary>
    NotRetriable,

    /// <summary>Try again.</summary>
    Retry,

    /// <summary>It would be retried, but no tries are left (URX).</summary>
    LimitExceeded,

    /// <summary>It would be retried, but too many retries are under way (UO).</summary>
    Overflow,
}
