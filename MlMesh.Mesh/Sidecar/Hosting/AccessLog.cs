using Microsoft.Extensions.Logging;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>A line per exchange with the fields of Envoy's access log. What a proxy could not deliver is a warning, and so is what a policy refused.</summary>
internal static partial class AccessLog
{
    /// <summary>The log's category.</summary>
    public const string Category = "MlMesh.Mesh.AccessLog";

    [LoggerMessage(
        EventId = 1,
        Message = "{Listener} \"{Method} {Path}\" {Authority} {Status} flags={Flags} details={Details} route={Route} cluster={Cluster} upstream={Upstream} attempts={Attempts} failure={Failure} durationMs={DurationMs} requestId={RequestId}{Note}")]
    public static partial void Write(
        ILogger logger,
        LogLevel level,
        ListenerKind listener,
        string method,
        string path,
        string authority,
        int status,
        string flags,
        string details,
        string route,
        string cluster,
        string upstream,
        int attempts,
        string failure,
        double durationMs,
        string requestId,
        string note);
}
