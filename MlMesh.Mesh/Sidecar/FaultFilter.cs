using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>Injects a route's faults. A delay stands outside of the route's timeout; an abort is an answer that nobody retries or copies.</summary>
internal static class FaultFilter
{
    private static readonly byte[] Body = "fault filter abort"u8.ToArray();

    /// <summary>Waits and aborts as the route says.</summary>
    /// <returns>The injected answer, or none.</returns>
    public static async ValueTask<MeshResponse?> ApplyAsync(Exchange exchange, RouteDecision decision, IRandom random, TimeProvider time, CancellationToken cancellationToken)
    {
        var fault = decision.Route!.Fault!;
        if (fault.Delay is { } delay && delay.Share.Draw(random))
        {
            exchange.AddFlag("DI");
            await Task.Delay(delay.Duration, time, cancellationToken).ConfigureAwait(false);
        }

        return fault.Abort is { } abort && abort.Share.Draw(random) ? Abort(exchange, decision, abort) : null;
    }

    /// <summary>The injected answer.</summary>
    public static MeshResponse Abort(Exchange exchange, RouteDecision decision, InjectedAbort abort) =>
        LocalReply.Create(exchange, abort.HttpStatus ?? 200, "fault_filter_abort", Body, "FI", decision, grpcStatus: abort.GrpcStatus);
}
