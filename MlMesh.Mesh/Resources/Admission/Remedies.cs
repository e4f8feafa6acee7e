namespace MlMesh.Mesh.Resources.Admission;

/// <summary>What to do about the reasons that Istio gives most often; Istio itself does not say.</summary>
internal static class Remedies
{
    private static readonly (string Reason, string Remedy)[] Known =
    [
        ("duration must be greater than 1ms", "State at least 1ms, or leave the field out for no limit."),
        ("ms precision", "Round the duration to whole milliseconds."),
        ("total destination weight = 0", "Give at least one destination a weight above 0."),
        ("destination is required", "Add destination with a host."),
        ("HTTP route, redirect or direct_response is required", "Add a route with a destination, a redirect or a directResponse."),
        ("http, tcp or tls must be provided", "Add rules under http."),
        ("cannot contain both", "Keep one of the two."),
        ("attempts are set to 0", "Set attempts above 0, or remove the other fields of retries."),
        ("is not a valid retryOn policy", "Separate conditions by commas without blanks, in lower case; status codes stand for themselves."),
        ("wildcard host * is not allowed", "Name the hosts, or bind the VirtualService to a gateway only."),
        ("label \"", "Use letters, digits and hyphens between dots, without port, path or scheme."),
        ("short names (non FQDN)", "Write the full name, such as model.ml.svc.cluster.local."),
        ("Un-escaped %", "Write %% for a percent sign."),
        ("error parsing regexp", "Use RE2 syntax, which has neither lookarounds nor backreferences."),
        ("authority header cannot be set multiple times", "Set the authority in one place."),
        ("must be in the range 1..65535", "State a port from 1 to 65535."),
        ("is not in range 0..100", "State 0 to 100."),
        ("consecutive errors is deprecated", "Use consecutive5xxErrors; the old field has no effect."),
        ("using deprecated setting \"mirrorPercent\"", "Use mirrorPercentage: {value: N}."),
        ("using legacy gatewayName", "Write namespace/name."),
        ("route without matches defined before", "Move the rule above the one without matches."),
        ("only the last rule can have no matches", "Remove one of the rules without matches."),
        ("duplicate/overlapping match", "Move the longer or narrower match first, or remove it."),
        ("all matches used by prior rules", "Remove the rule."),
        ("duplicate subset names", "Give each subset its own name."),
        ("must have at least one field", "Add a setting, or remove the block."),
        ("prime number for maglev", "Use a prime, such as 65537."),
        ("deny all traffic to TCP ports", "Add the ports that the rule is about to its operations."),
        ("add an empty rule `{}`", "Add rules, or rules: [{}] for every request."),
        ("workload selector specified without labels", "Add labels, or remove the selector to apply to all."),
        ("EnvoyFilter exposes internal implementation details", "Prefer an Istio API where one exists."),
    ];

    public static string For(string message, string field)
    {
        foreach (var (reason, remedy) in Known)
        {
            if (message.Contains(reason, StringComparison.Ordinal))
                return remedy;
        }

        return $"Correct or remove {field}.";
    }
}
