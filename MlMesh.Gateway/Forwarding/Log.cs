using Yarp.ReverseProxy.Forwarder;

namespace MlMesh.Gateway.Forwarding;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Method} {Path} could not be forwarded: {Error} ({Reason})")]
    public static partial void Failed(ILogger logger, string method, string path, ForwarderError error, string? reason);
}
