namespace MlMesh.Cli.Verify;

/// <summary>What became of a check.</summary>
internal enum CheckStatus
{
    /// <summary>The cluster does it.</summary>
    Passed,

    /// <summary>It does not, or nobody could tell.</summary>
    Failed,

    /// <summary>The policy in force has nothing of the kind.</summary>
    NotApplied,
}
