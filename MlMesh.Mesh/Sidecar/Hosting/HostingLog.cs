using Microsoft.Extensions.Logging;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>What the proxies of a process log about themselves.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1, LogLevel.Information, "{Kind} {Namespace}/{Name} takes effect in the cluster only: nothing in this run with the labels {Labels} has a sidecar")]
    public static partial void ClusterOnly(ILogger logger, string kind, string @namespace, string name, string labels);
}
