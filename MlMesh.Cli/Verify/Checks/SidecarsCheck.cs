using MlMesh.Cli.Verify.Cluster;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>Every pod is in the mesh, as a native sidecar or another.</summary>
internal sealed class SidecarsCheck : ICheck
{
    public string Name => "sidecars";

    public string Title => "every pod has its sidecar and is ready";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var pods = await cluster.State.PodsAsync(cancellationToken);
        var bare = pods.Where(pod => pod.Sidecar == SidecarForm.None).Select(pod => pod.Name).ToList();
        var waiting = pods.Where(pod => !pod.IsReady).Select(pod => pod.Name).ToList();
        var forms = pods.GroupBy(pod => pod.Sidecar).OrderBy(group => group.Key).Select(group => $"{group.Count()} {Word(group.Key)}");
        var seen = pods.Count == 0 ? "no pods"
            : $"{pods.Count} pods: {string.Join(", ", forms)}{(bare.Count > 0 ? $"; without: {string.Join(", ", bare)}" : "")}{(waiting.Count > 0 ? $"; not ready: {string.Join(", ", waiting)}" : "")}";
        return CheckResult.When(pods.Count > 0 && bare.Count == 0 && waiting.Count == 0, seen, $"every pod in {cluster.Namespace} in the mesh, and ready",
            bare.Count > 0 ? $"istioctl x check-inject -n {cluster.Namespace} {bare[0]}" : $"kubectl describe pods -n {cluster.Namespace}");
    }

    private static string Word(SidecarForm form) => form switch
    {
        SidecarForm.Native => "with a native sidecar",
        SidecarForm.Container => "with a sidecar",
        SidecarForm.Ztunnel => "behind ztunnel",
        _ => "outside the mesh",
    };
}
