using System.Security.Cryptography;
using MlMesh.Cli.Verify.Cluster;

namespace MlMesh.Cli.Verify.Probes;

/// <summary>The pods that send requests, made when a check first needs one, and the end of everything that a run created.</summary>
internal sealed class ProbePods(ClusterTools tools, ClusterState state, VerifySettings settings)
{
    private static readonly TimeSpan RemovalTime = TimeSpan.FromSeconds(10);

    private readonly string _run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private readonly Dictionary<ProbeKind, Probe> _probes = [];
    private bool _touched;
    private bool _hasBase;

    /// <summary>The run's id, also in the headers of its requests.</summary>
    public string Run => _run;

    /// <summary>The run's own namespace.</summary>
    public string Namespace => Manifests.Namespace;

    private ProbeManifests Manifests => new(_run, settings.Namespace, settings.ProbeImage);

    /// <summary>A probe that is ready.</summary>
    /// <exception cref="ToolException">It does not become ready.</exception>
    public async Task<Probe> GetAsync(ProbeKind kind, CancellationToken cancellationToken)
    {
        if (_probes.TryGetValue(kind, out var known))
            return known;
        var isAmbient = await state.IsAmbientAsync(cancellationToken);
        if (!_hasBase)
        {
            await ApplyAsync(Manifests.Base(isAmbient), cancellationToken);
            _hasBase = true;
        }

        var probe = kind switch
        {
            ProbeKind.Outside => new Probe("outside", Namespace),
            ProbeKind.Foreign => new Probe("foreign", Namespace),
            _ => new Probe(Namespace, settings.Namespace),
        };
        await ApplyAsync(Manifests.Pod(probe, kind, kind == ProbeKind.Member ? Deployment.Model : "default", isAmbient), cancellationToken);
        ClusterTools.Succeeded(await tools.KubectlAsync(["wait", "--for=condition=Ready", $"pod/{probe.Name}", "-n", probe.Namespace, "--timeout=90s"], null, cancellationToken));
        _probes[kind] = probe;
        return probe;
    }

    /// <summary>Creates objects in the run's namespace.</summary>
    /// <exception cref="ToolException">The cluster refuses them.</exception>
    public async Task ApplyAsync(string manifest, CancellationToken cancellationToken)
    {
        _touched = true;
        ClusterTools.Succeeded(await tools.KubectlAsync(["apply", "-f", "-"], manifest, cancellationToken));
    }

    /// <summary>Deletes whatever the run created.</summary>
    /// <returns>The commands that failed, to be run by hand; empty when nothing is left.</returns>
    public async Task<IReadOnlyList<string>> RemoveAsync()
    {
        if (!_touched)
            return [];
        string[][] deletions =
        [
            ["delete", "namespace", Namespace, "--ignore-not-found", "--wait=false"],
            ["delete", "pods,networkpolicies", "-n", settings.Namespace, "-l", $"{ProbeManifests.Label}={_run}", "--ignore-not-found", "--wait=false"],
        ];
        var failed = await Task.WhenAll(deletions.Select(DeleteAsync));
        return [.. failed.OfType<string>()];
    }

    private async Task<string?> DeleteAsync(string[] arguments)
    {
        var command = $"kubectl {(settings.Context is { } context ? $"--context {ShellWord.Of(context)} " : "")}{string.Join(' ', arguments)}";
        try
        {
            // Its own time: what ended the checks must not end this.
            using var end = new CancellationTokenSource(RemovalTime);
            return (await tools.KubectlAsync(arguments, null, end.Token)).ExitCode == 0 ? null : command;
        }
        catch (Exception e) when (e is OperationCanceledException or ToolException or CommandException)
        {
            return command;
        }
    }
}
