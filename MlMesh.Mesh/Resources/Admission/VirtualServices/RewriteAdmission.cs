namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks rewrites of path and authority.</summary>
internal static class RewriteAdmission
{
    public static void Check(HttpRewrite rewrite, string field, AdmissionReport report)
    {
        if (rewrite.Uri.Length > 0 && rewrite.UriRegexRewrite is not null)
            report.Error(field, "rewrite may only contain one of URI or UriRegexRewrite");
        else if (rewrite.Uri.Length == 0 && rewrite.UriRegexRewrite is null && rewrite.Authority.Length == 0)
            report.Error(field, "rewrite must specify at least one of URI, UriRegexRewrite, or authority. Only one of URI or UriRegexRewrite may be specified");
        else if (rewrite.UriRegexRewrite is { } regex && (regex.Match.Length == 0 || regex.Rewrite.Length == 0))
            report.Error(field + ".uriRegexRewrite", "UriRegexRewrite requires both Rewrite and Match fields to be specified");
        else if (rewrite.UriRegexRewrite is { } sound)
            Patterns.Check(report, field + ".uriRegexRewrite.match", sound.Match, "HTTPRewrite.UriRegexRewrite.Match");
    }

    /// <summary>The authority may be set in one place only: the rewrite, or one header operation of the rule.</summary>
    public static void CheckAuthority(HttpRoute route, string field, AdmissionReport report)
    {
        var current = route.Rewrite?.Authority ?? "";
        var request = route.Headers?.Request ?? new HeaderOperations();
        foreach (var (name, value) in request.Set.Concat(request.Add))
        {
            if (!HeaderNames.IsAuthority(name))
                continue;

            if (current.Length > 0)
            {
                report.Error(field, $"authority header cannot be set multiple times: have \"{current}\", attempting to set \"{value}\"");
                return;
            }

            current = value;
        }
    }
}
