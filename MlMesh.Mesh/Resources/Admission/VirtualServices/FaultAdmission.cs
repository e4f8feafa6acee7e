namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks injected faults.</summary>
internal static class FaultAdmission
{
    private static readonly HashSet<string> GrpcStatuses = new(StringComparer.Ordinal)
    {
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "UNAUTHENTICATED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
    };

    public static void Check(HttpFaultInjection fault, string field, AdmissionReport report)
    {
        report.ErrorIf(fault.Abort is null && fault.Delay is null, field, "HTTP fault injection must have an abort and/or a delay");
        if (fault.Abort is { } abort)
            Check(abort, field + ".abort", report);
        if (fault.Delay is { } delay)
            Check(delay, field + ".delay", report);
    }

    private static void Check(FaultAbort abort, string field, AdmissionReport report)
    {
        CheckShare(abort.Percentage, field, report);
        if (abort.HttpStatus is { } status)
            AnswerAdmission.CheckStatus(status, field + ".httpStatus", report);
        if (abort.GrpcStatus is { } grpc && !GrpcStatuses.Contains(grpc))
        {
            report.Error(
                field + ".grpcStatus",
                $"gRPC status \"{grpc}\" is not supported. See https://github.com/grpc/grpc/blob/master/doc/statuscodes.md for a list of supported codes, for example 'NOT_FOUND'");
        }

        report.ErrorIf(abort.Http2Error is not null, field + ".http2Error", "HTTP/2 abort fault injection not supported yet");
    }

    private static void Check(FaultDelay delay, string field, AdmissionReport report)
    {
        CheckShare(delay.Percentage, field, report);
        Values.Duration(report, field + ".fixedDelay", delay.FixedDelay);
        Values.Duration(report, field + ".exponentialDelay", delay.ExponentialDelay);
        report.ErrorIf(delay.ExponentialDelay is not null, field + ".exponentialDelay", "exponentialDelay not supported yet");
    }

    private static void CheckShare(Percent? percentage, string field, AdmissionReport report)
    {
        if (percentage?.Value is { } share)
            report.ErrorIf(share is < 0 or > 100 or (> 0 and < 0.0001), field + ".percentage", FormattableString.Invariant($"percentage {share} is neither 0.0, nor in range [0.0001, 100.0]"));
    }
}
