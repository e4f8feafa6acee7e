namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks answers that the proxy gives by itself.</summary>
internal static class AnswerAdmission
{
    private const int LargeBody = 100 * 1024;
    private const int MaxBody = 1024 * 1024;

    public static void Check(HttpRedirect redirect, string field, AdmissionReport report)
    {
        var hasPort = redirect.Port is not null || redirect.DerivePort is not null;
        if (redirect.Uri.Length == 0 && redirect.Authority.Length == 0 && redirect.Scheme.Length == 0 && !hasPort)
            report.Error(field, "redirect must specify URI, authority, scheme, or port");
        else if (redirect.RedirectCode is > 0 and (< 300 or > 399))
            report.Error(field + ".redirectCode", $"{redirect.RedirectCode} is not a valid redirect code, must be 3xx");
        else if (redirect.Scheme is not ("" or "http" or "https"))
            report.Error(field + ".scheme", "invalid redirect scheme, must be \"http\" or \"https\"");
        else if (redirect.Port is > 65535)
            report.Error(field + ".port", Values.PortFault(redirect.Port.Value));
    }

    public static void Check(HttpDirectResponse answer, string field, AdmissionReport report)
    {
        var size = answer.Body?.Text is { } text ? System.Text.Encoding.UTF8.GetByteCount(text) : answer.Body?.Bytes?.Length ?? 0;
        if (size > MaxBody)
            report.Error(field + ".body", "large direct_responses may impact control plane performance, must be less than 1MB");
        else if (size > LargeBody)
            report.Warning(field + ".body", "large direct_responses may impact control plane performance");
        CheckStatus(answer.Status, field + ".status", report);
    }

    /// <summary>The reason names 599 as the last status, but 600 is taken.</summary>
    public static void CheckStatus(long status, string field, AdmissionReport report) =>
        report.ErrorIf(status is < 200 or > 600, field, $"HTTP status {status} is not in range 200-599");
}
