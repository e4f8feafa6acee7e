using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Output;
using MlMesh.Cli.Verify.Probes;

namespace MlMesh.Cli.Verify;

/// <summary>Runs the checks one after the other, and leaves nothing behind in the cluster, however they end.</summary>
internal sealed class VerifyRun(VerifySettings settings, TimeProvider clock)
{
    private readonly ClusterTools _tools = new(settings.Context);
    private readonly List<CheckedLine> _lines = [];

    /// <summary>The results so far.</summary>
    public IReadOnlyList<CheckedLine> Lines => _lines;

    /// <summary>Commands that would delete what could not be deleted; empty when nothing is left.</summary>
    public IReadOnlyList<string> LeftBehind { get; private set; } = [];

    /// <param name="checks">The checks.</param>
    /// <param name="done">Told of each result.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="CommandException">There is no kubectl or istioctl, or no such cluster.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task RunAsync(IReadOnlyList<ICheck> checks, Action<CheckedLine> done, CancellationToken cancellationToken)
    {
        await RequireClusterAsync(cancellationToken);
        var state = new ClusterState(_tools, settings.Namespace);
        var probes = new ProbePods(_tools, state, settings);
        var context = new CheckContext(settings, _tools, state, probes, clock);
        try
        {
            foreach (var check in checks)
            {
                _tools.ForgetRan();
                var start = clock.GetTimestamp();
                var result = await RunAsync(check, context, cancellationToken);
                var line = new CheckedLine(check, Insist(result), _tools.Ran, clock.GetElapsedTime(start));
                _lines.Add(line);
                done(line);
            }
        }
        finally
        {
            LeftBehind = await probes.RemoveAsync();
        }
    }

    /// <summary>Who asks for a check by name wants to know that it holds, not that there was nothing to look at.</summary>
    private CheckResult Insist(CheckResult result) => settings.Checks.Count == 0 || result.Status != CheckStatus.NotApplied
        ? result
        : CheckResult.Failed("what --checks asks for to be part of the policy in force", result.Evidence, $"kubectl get virtualservices,destinationrules,envoyfilters,authorizationpolicies -n {settings.Namespace}");

    private async Task<CheckResult> RunAsync(ICheck check, CheckContext context, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = clock.CreateTimer(_ => end.Cancel(), null, settings.Timeout, Timeout.InfiniteTimeSpan);
        try
        {
            return await check.RunAsync(context, end.Token);
        }
        catch (CheckFailedException e)
        {
            return e.Result;
        }
        catch (ToolException e)
        {
            return CheckResult.Failed("the command above to succeed", e.Reason, e.Command);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CheckResult.Failed($"a result within {settings.Timeout.TotalSeconds:0} s", "the last command above had not ended", $"mlmesh verify --checks {check.Name} --timeout {settings.Timeout.TotalSeconds * 3:0}s");
        }
    }

    private async Task RequireClusterAsync(CancellationToken cancellationToken)
    {
        var found = await _tools.KubectlAsync(["get", "namespace", settings.Namespace, "-o", "name"], null, cancellationToken);
        if (found.ExitCode != 0)
            throw new CommandException($"{found.Command}: {Excerpt.Of(found.Error)}. Name the cluster with --context and the system's namespace with --namespace; istio-overlays/install.sh installs it.");
        var version = await _tools.IstioctlAsync(["version", "--remote=false"], cancellationToken);
        if (version.ExitCode != 0)
            throw new CommandException($"{version.Command}: {Excerpt.Of(version.Error)}");
    }
}
