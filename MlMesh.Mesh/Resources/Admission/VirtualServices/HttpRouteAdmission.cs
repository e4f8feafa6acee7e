namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks one HTTP rule.</summary>
internal static class HttpRouteAdmission
{
    public static void Check(HttpRoute route, bool isDelegate, string field, AdmissionReport report)
    {
        CheckConflicts(route, isDelegate, field, report);
        HttpMatchAdmission.Check(route.Match, field, report);
        HeaderAdmission.Check(route.Headers, field, report);
        if (route.CorsPolicy is { } cors)
            CorsAdmission.Check(cors, field + ".corsPolicy", report);
        if (route.Fault is { } fault)
            FaultAdmission.Check(fault, field + ".fault", report);
        MirrorAdmission.Check(route, field, report);
        if (route.Redirect is { } redirect)
            AnswerAdmission.Check(redirect, field + ".redirect", report);
        if (route.DirectResponse is { } answer)
            AnswerAdmission.Check(answer, field + ".directResponse", report);
        if (route.Retries is { } retries)
            RetryAdmission.Check(retries, field + ".retries", report);
        if (route.Rewrite is { } rewrite)
            RewriteAdmission.Check(rewrite, field + ".rewrite", report);
        RewriteAdmission.CheckAuthority(route, field, report);
        DestinationAdmission.Check(route.Route, field + ".route", report);
        Values.Duration(report, field + ".timeout", route.Timeout);
    }

    private static void CheckConflicts(HttpRoute route, bool isDelegate, string field, AdmissionReport report)
    {
        if (!isDelegate && route.Delegate is not null)
        {
            report.ErrorIf(route.Redirect is not null, field + ".redirect", $"root HTTP route {route.Name} must not specify redirect");
            report.ErrorIf(route.Route.Count > 0, field + ".route", $"root HTTP route {route.Name} must not specify route");
            return;
        }

        report.ErrorIf(route.Delegate is not null, field + ".delegate", "delegate HTTP route cannot contain delegate");
        if (route.Redirect is not null)
            CheckAlone(route, "redirect", field, report);
        if (route.DirectResponse is not null && route.Redirect is not null)
            report.Error(field, "HTTP route rule cannot contain both direct_response and redirect");
        else if (route.DirectResponse is not null)
            CheckAlone(route, "direct_response", field, report);
        else if (route.Redirect is null && route.Route.Count == 0)
            report.Error(field, "HTTP route, redirect or direct_response is required");

        report.ErrorIf(route.Mirror is not null && route.Mirrors.Count > 0, field, "HTTP route cannot contain both mirror and mirrors");
    }

    private static void CheckAlone(HttpRoute route, string answer, string field, AdmissionReport report)
    {
        report.ErrorIf(route.Route.Count > 0, field, $"HTTP route cannot contain both route and {answer}");
        report.ErrorIf(route.Fault is not null, field, $"HTTP route cannot contain both fault and {answer}");
        report.ErrorIf(route.Rewrite is not null, field, $"HTTP route rule cannot contain both rewrite and {answer}");
    }
}
