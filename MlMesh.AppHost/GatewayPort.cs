using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Configuration;

namespace MlMesh.AppHost;

/// <summary>The port on which the gateway is reached: the same in every run, so that a bookmark works.</summary>
internal static class GatewayPort
{
    private const string Key = "Gateway:Port";
    private const int Default = 8080;

    /// <summary>Reads the port and sees whether it is free.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="port">The port; null where ports are random, as in tests.</param>
    /// <param name="error">What is wrong, and what to do.</param>
    public static bool TryRead(IDistributedApplicationBuilder builder, out int? port, [NotNullWhen(false)] out string? error)
    {
        port = null;
        error = null;
        if (builder.Configuration.GetValue("DcpPublisher:RandomizePorts", false))
            return true;
        var text = builder.Configuration[Key];
        var wanted = Default;
        if (text is not null && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out wanted) || wanted is < 1 or > IPEndPoint.MaxPort))
            error = $"{Key} is '{text}': it must be a port number from 1 to {IPEndPoint.MaxPort}.";
        else if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == wanted))
            error = $"Port {wanted}, which the gateway is to listen on, is taken by another program. Stop that, or choose another port with {Key}, as in: dotnet run --project MlMesh.AppHost -- --{Key}=9090";
        port = wanted;
        return error is null;
    }
}
