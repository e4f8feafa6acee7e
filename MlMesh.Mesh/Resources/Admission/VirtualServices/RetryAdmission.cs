using System.Globalization;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks a retry policy.</summary>
internal static class RetryAdmission
{
    private static readonly HashSet<string> Conditions = new(StringComparer.Ordinal)
    {
        "5xx", "gateway-error", "reset", "reset-before-request", "connect-failure", "retriable-4xx", "refused-stream", "retriable-status-codes",
        "retriable-headers", "envoy-ratelimited", "http3-post-connect-failure",
        "cancelled", "deadline-exceeded", "internal", "resource-exhausted", "unavailable",
    };

    /// <summary>The codes that Go's <c>net/http</c> has a text for.</summary>
    private static readonly HashSet<int> StatusCodes =
    [
        100, 101, 102, 103,
        200, 201, 202, 203, 204, 205, 206, 207, 208, 226,
        300, 301, 302, 303, 304, 305, 307, 308,
        400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451,
        500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
    ];

    public static void Check(HttpRetry retries, string field, AdmissionReport report)
    {
        report.ErrorIf(retries.Attempts < 0, field + ".attempts", "attempts cannot be negative");
        var isConfigured = retries.PerTryTimeout is not null || retries.RetryOn.Length > 0 || retries.RetryRemoteLocalities is not null || retries.Backoff is not null;
        report.ErrorIf(retries.Attempts == 0 && isConfigured, field, "http retry policy configured when attempts are set to 0 (disabled)");
        Values.Duration(report, field + ".perTryTimeout", retries.PerTryTimeout);
        Values.Duration(report, field + ".backoff", retries.Backoff);
        if (retries.RetryOn.Length == 0)
            return;

        foreach (var condition in retries.RetryOn.Split(','))
        {
            var isCode = int.TryParse(condition, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) && StatusCodes.Contains(code);
            report.ErrorIf(!isCode && !Conditions.Contains(condition), field + ".retryOn", $"\"{condition}\" is not a valid retryOn policy");
        }
    }
}
