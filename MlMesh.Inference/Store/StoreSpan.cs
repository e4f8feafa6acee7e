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
        Describe(activity, store, operation);
        return activity;
    }

    /// <summary>Starts the span of a round trip that serves several requests, linked to theirs; <see langword="null"/> when nobody listens.</summary>
    /// <param name="store">The connection.</param>
    /// <param name="operation">The Redis command that all share.</param>
    /// <param name="what">What it is for, in a word or two.</param>
    /// <param name="requests">The spans of the requests.</param>
    /// <param name="commands">How many commands there are.</param>
    public static Activity? StartBatch(IConnectionMultiplexer store, string operation, string what, IEnumerable<ActivityContext> requests, int commands)
    {
        if (!InferenceTelemetry.Source.HasListeners())
            return null;
        var links = requests.Where(request => request.TraceId != default).Select(request => new ActivityLink(request));
        if (InferenceTelemetry.Source.StartActivity(ActivityKind.Client, parentContext: default, links: links, name: $"{operation} {what}") is not { } activity)
            return null;
        Describe(activity, store, operation);
        return activity.SetTag("db.operation.batch.size", commands);
    }

    /// <summary>Marks a span as failed.</summary>
    public static void Fail(this Activity? activity, Exception exception) =>
        activity?.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error, exception.Message);

    private static void Describe(Activity activity, IConnectionMultiplexer store, string operation)
    {
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
    }
}
