namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks a condition of a rule.</summary>
internal static class ConditionAdmission
{
    private const string EnvoyMetadata = "experimental.envoy.filters.";

    public static void Check(Condition condition, string field, AdmissionReport report)
    {
        if (condition.Key.StartsWith(EnvoyMetadata, StringComparison.Ordinal))
            report.Unsupported(field, $"only Envoy's own filters know {condition.Key}; nothing has a value of it here");
        if (condition.Key.Length == 0)
        {
            report.Error(field, "`key` must not be empty");
        }
        else if (condition.Values.Count == 0 && condition.NotValues.Count == 0)
        {
            report.Error(field, $"at least one of `values` or `notValues` must be set for key {condition.Key}");
        }
        else
        {
            Check(condition.Key, condition.Values, "value", field, report);
            Check(condition.Key, condition.NotValues, "notValue", field, report);
        }
    }

    private static void Check(string key, IReadOnlyList<string> values, string name, string field, AdmissionReport report)
    {
        if (Fault(key, values) is { } fault)
            report.Error(field, $"invalid `{name}` for `key` {key}: {fault}");
    }

    private static string? Fault(string key, IReadOnlyList<string> values)
    {
        if (AuthorizationValues.EmptyFault(key, values) is { } empty)
            return empty;
        if (StartsWith("request.headers") || StartsWith("request.auth.claims") || StartsWith(EnvoyMetadata))
            return KeyFault(key);
        if (StartsWith("destination.labels"))
            return $"attribute {key} is replaced by the workload selector";

        return key switch
        {
            "source.ip" or "remote.ip" or "destination.ip" => Joined(AuthorizationValues.AddressFaults(values)),
            "destination.port" => Joined(AuthorizationValues.PortFaults(values)),
            "source.namespace" or "source.principal" or "source.serviceAccount" or "source.trustDomain" or "request.auth.principal"
                or "request.auth.audiences" or "request.auth.presenter" or "connection.sni" => null,
            "destination.namespace" => $"attribute {key} is replaced by the metadata.namespace",
            "destination.name" or "destination.user" => $"deprecated attribute {key}: only supported in v1alpha1",
            _ => $"unknown attribute: {key}",
        };

        bool StartsWith(string prefix) => key.StartsWith(prefix, StringComparison.Ordinal);
    }

    private static string? KeyFault(string key)
    {
        var open = key.IndexOf('[', StringComparison.Ordinal);
        return key.EndsWith(']') && open > 0 && open < key.Length - 2 ? null : $"bad key ({key}): should have format a[b]";
    }

    private static string? Joined(IEnumerable<string> faults) => string.Join("; ", faults) is { Length: > 0 } joined ? joined : null;
}
