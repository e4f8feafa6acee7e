using System.Diagnostics;
using System.Net;
using MlMesh.Inference.Telemetry;
using StackExchange.Redis;

namespace MlMesh.Inference.Store;

/// <summary>Client spans of round trips to the store, by OpenTelemetry's semantic conventions for databases.</summary>
internal static class StoreSpan
{
    /// <summary>Starts a span; <see langword="null"/> when nobody listens.</summary>
    /// <param name="store">The connection.</param>
    /// <param name="operation">The Redis command, or <c>MULTI</c> for a transaction.</param>
    /// <param name="what">What it is for, in a word or two.</param>
    public static Activity? Start(IConnectionMultiplexer store, string operation, string what)
    {
        if (!InferenceTelemetry.Source.HasListeners() || InferenceTelemetry.Source.StartActivity($"{operation} {what}", ActivityKind.Client) is not { } activity)
            return null;
        activity.SetTag("db.system.name", "redis");
        activity.SetTag("db.operation.name", operation);
        switch (store.GetEndPoints() is [var first, ..] ? first : null)
        {
            case DnsEndPoint dns:
                activity.SetTag("server.address", dns.Host).SetTag("server.port", dns.Port);
                break;
            case IPEndPoint ip:
                activity.SetTag("server.address", ip.Address.ToString()).SetTag("server.port", ip.Port);
                break;
        }
        return activity;
    }

    /// <summary>Marks a span as failed.</summary>
    public static void Fail(this Activity? activity, Exception exception) =>
        activity?.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error, exception.Message);
}
