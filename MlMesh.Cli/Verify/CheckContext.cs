using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;

namespace MlMesh.Cli.Verify;

/// <summary>What checks work with.</summary>
internal sealed class CheckContext(VerifySettings settings, ClusterTools tools, ClusterState state, ProbePods probes, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public VerifySettings Settings { get; } = settings;

    /// <summary>The namespace of the system.</summary>
    public string Namespace => Settings.Namespace;

    public ClusterTools Tools { get; } = tools;

    public ClusterState State { get; } = state;

    public ProbePods Probes { get; } = probes;

    /// <summary>Real traffic.</summary>
    public ProbeTraffic Traffic { get; } = new(tools, probes, settings.Token);

    /// <summary>Looks again until it passes or <see cref="VerifySettings.Wait"/> is over: traces and series arrive late.</summary>
    public async Task<CheckResult> UntilPassedAsync(Func<CancellationToken, Task<CheckResult>> look, CancellationToken cancellationToken)
    {
        var deadline = clock.GetUtcNow() + Settings.Wait;
        while (true)
        {
            var result = await look(cancellationToken);
            if (result.Status != CheckStatus.Failed || clock.GetUtcNow() + Pause > deadline)
                return result;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
