using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Cli.Policy.Route;

/// <summary>An injected fault in JSON.</summary>
internal sealed record FaultDocument(string? Delay, double? DelayPercent, int? AbortStatus, int? AbortGrpcStatus, double? AbortPercent)
{
    public static FaultDocument? Of(FaultPolicy? fault) => fault is null
        ? null
        : new FaultDocument(fault.Delay is { } delay ? GoDuration.Format(delay.Duration) : null, Percent(fault.Delay?.Share), fault.Abort?.HttpStatus, fault.Abort?.GrpcStatus, Percent(fault.Abort?.Share));

    private static double? Percent(Fraction? share) => share is { } fraction ? fraction.Millionths / 10_000.0 : null;
}
