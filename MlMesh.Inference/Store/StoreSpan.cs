using System.Diagnostics;
using System.Runtime.CompilerServices;
using MlMesh.Inference.Telemetry;
using StackExchange.Redis;

namespace MlMesh.Inference.Store;

/// <summary>Client spans of round trips to the store, by OpenTelemetry's semantic conventions for databases.</summary>
internal static class StoreSpan
{
    private static readonly ConditionalWeakTable<IConnectionMultiplexer, StoreAddress> Addresses = [];

    /// <summary>Starts a span; <see langword="null"/> when nobody listens.</summary>
    /// <param name="store">The connection.</param>
    /// <param name="operation">The Redis command, <c>MULTI</c> for a transaction, or <c>PIPELINE</c> and the command that all of a batch share.</param>
    /// <param name="what">What it is for, in a word or two; <see langword="null"/> when the operation says it.</param>
    /// <param name="commands">How many commands a batch has.</param>
    public static Activity? Start(IConnectionMultiplexer store, string operation, string? what = null, int commands = 1) =>
        InferenceTelemetry.Source.HasListeners()
            ? Describe(InferenceTelemetry.Source.StartActivity(Name(operation, what), ActivityKind.Client), store, operation, commands)
            : null;

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
        var activity = InferenceTelemetry.Source.StartActivity(ActivityKind.Client, parentContext: default, links: links, name: Name(operation, what));
        return Describe(activity, store, operation, commands);
    }

    /// <summary>Marks a span as failed.</summary>
    public static void Fail(this Activity? activity, Exception exception) =>
        activity?.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error, exception.Message);

    private static string Name(string operation, string? what) => what is null ? operation : $"{operation} {what}";

    private static Activity? Describe(Activity? activity, IConnectionMultiplexer store, string operation, int commands)
    {
        if (activity is not { IsAllDataRequested: true })
            return activity;
        var address = Addresses.GetValue(store, StoreAddress.Of);
        activity.SetTag("db.system.name", "redis");
        activity.SetTag("db.operation.name", operation);
        activity.SetTag("db.namespace", address.Namespace);
        if (commands > 1)
            activity.SetTag("db.operation.batch.size", commands);
        if (address.Host is not null)
            activity.SetTag("server.address", address.Host);
        if (address.Port is not null)
            activity.SetTag("server.port", address.Port);
        return activity;
    }
}
