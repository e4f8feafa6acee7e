namespace MlMesh.Cli.Verify;

/// <summary>A line of the acceptance checklist.</summary>
internal interface ICheck
{
    /// <summary>Its name in <c>--checks</c>.</summary>
    string Name { get; }

    /// <summary>What it proves.</summary>
    string Title { get; }

    /// <summary>Looks at the cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends it: its time is over, or somebody has pressed Ctrl-C.</param>
    Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken);
}
