using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Translates faults. Without a percentage they never fire; a delay without duration and an abort without status are nothing.</summary>
internal static class FaultTranslator
{
    private static readonly string[] GrpcStatuses =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    public static FaultPolicy? Translate(HttpFaultInjection? fault)
    {
        var delay = fault?.Delay is { FixedDelay: { } duration } delayed
            ? new InjectedDelay(duration, Fraction.FromPercent(delayed.Percentage?.Value ?? delayed.Percent))
            : null;
        var abort = fault?.Abort is { } aborted && (aborted.HttpStatus is not null || aborted.GrpcStatus is not null)
            ? new InjectedAbort(aborted.HttpStatus, aborted.HttpStatus is null ? Math.Max(0, Array.IndexOf(GrpcStatuses, aborted.GrpcStatus)) : null, Fraction.FromPercent(aborted.Percentage?.Value ?? 0))
            : null;
        return delay is null && abort is null ? null : new FaultPolicy(delay, abort);
    }
}
