using Microsoft.Extensions.Logging;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Loading;

/// <summary>What the loading of policies logs.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(1, LogLevel.Information, "Loaded the policy {Source}: {VirtualServices} VirtualServices, {DestinationRules} DestinationRules")]
    public static partial void Loaded(ILogger logger, PolicySource source, int virtualServices, int destinationRules);

    [LoggerMessage(2, LogLevel.Warning, "{Finding}")]
    public static partial void Notice(ILogger logger, Finding finding);

    [LoggerMessage(3, LogLevel.Error, "The policy {Source} has {Count} error(s) and does not replace the one in use")]
    public static partial void Kept(ILogger logger, PolicySource source, int count);

    [LoggerMessage(4, LogLevel.Error, "{Finding}")]
    public static partial void Error(ILogger logger, Finding finding);
}
