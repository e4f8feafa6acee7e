namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What Istio's validation says about a RequestAuthentication.</summary>
internal static class RequestAuthenticationAdmission
{
    public static void Check(RequestAuthentication policy, AdmissionReport report)
    {
        Targets.Check(policy.Selector, policy.TargetRef, policy.TargetRefs, report);
        for (var i = 0; i < policy.JwtRules.Count; i++)
            Check(policy.JwtRules[i], $"spec.jwtRules[{i}]", report);
    }

    private static void Check(JwtRule rule, string field, AdmissionReport report)
    {
        report.ErrorIf(rule.Issuer.Length == 0 && rule.JwksUri.Length == 0, field, "issuer or jwksUri must be non-empty string");
        report.ErrorIf(rule.Audiences.Contains(""), field + ".audiences", "audience must be non-empty string");
        if (rule.JwksUri.Length > 0)
            report.ErrorIf(field + ".jwksUri", JwksUri.Fault(rule.JwksUri));
        if (rule.Jwks.Length > 0 && KeySets.Fault(rule.Jwks) is { } fault)
            report.Error(field + ".jwks", $"jwks parse error: {fault}");
        else if (rule.Jwks.Contains("\"OKP\"", StringComparison.Ordinal))
            report.Unsupported(field + ".jwks", "a key of type OKP (Ed25519) verifies no token here");
        report.ErrorIf(rule.FromHeaders.Any(header => header.Name.Length == 0), field + ".fromHeaders", "location header name must be non-empty string");
        report.ErrorIf(rule.FromParams.Contains(""), field + ".fromParams", "location query must be non-empty string");
        report.ErrorIf(rule.FromCookies.Contains(""), field + ".fromCookies", "cookie name must be non-empty string");
        for (var i = 0; i < rule.OutputClaimToHeaders.Count; i++)
        {
            var output = rule.OutputClaimToHeaders[i];
            var path = $"{field}.outputClaimToHeaders[{i}]";
            if (output.Claim.Length == 0 || output.Header.Length == 0)
                report.Error(path, "outputClaimToHeaders header and claim value must be non-empty string");
            else
                report.ErrorIf(path + ".header", HeaderNames.Fault(output.Header));
        }

        Values.Duration(report, field + ".timeout", rule.Timeout);
    }
}
