using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Operations of EnvoyFilters that are ignored, or depend on what is there already.</summary>
internal sealed class EnvoyFilterAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } =
    [
        IstioCodes.EnvoyFilterUsesRelativeOperation,
        IstioCodes.EnvoyFilterUsesReplaceOperationIncorrectly,
        IstioCodes.EnvoyFilterUsesAddOperationIncorrectly,
        IstioCodes.EnvoyFilterUsesRemoveOperationIncorrectly,
        IstioCodes.EnvoyFilterUsesRelativeOperationWithProxyVersion,
    ];

    public void Analyze(AnalysisContext context)
    {
        // Names of what was patched for a proxy version so far, over all EnvoyFilters.
        var versioned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var filter in context.Resources.All<EnvoyFilter>())
        {
            for (var i = 0; i < filter.ConfigPatches.Count && filter.ConfigPatches[i].Patch is { } patch; i++)
            {
                var target = filter.ConfigPatches[i];
                var name = Name(target, patch);
                if (Code(target.ApplyTo, patch.Operation, filter.Priority, versioned.Contains(name)) is { } code)
                    context.Report(code, filter, FieldPath.Of("spec", "configPatches", i, "patch", "value"), code.Meaning);
                if (target.Match?.Proxy?.ProxyVersion.Length > 0)
                    versioned.Add(name);
            }
        }
    }

    private static FindingCode? Code(EnvoyPatchTarget target, EnvoyPatchOperation operation, int priority, bool isVersioned)
    {
        var isRoute = target is EnvoyPatchTarget.RouteConfiguration or EnvoyPatchTarget.HttpRoute;
        var isFilter = target is EnvoyPatchTarget.NetworkFilter or EnvoyPatchTarget.HttpFilter;
        var relative = priority != 0 ? null : isVersioned ? IstioCodes.EnvoyFilterUsesRelativeOperationWithProxyVersion : IstioCodes.EnvoyFilterUsesRelativeOperation;
        return operation switch
        {
            EnvoyPatchOperation.Add => isRoute ? IstioCodes.EnvoyFilterUsesAddOperationIncorrectly : null,
            EnvoyPatchOperation.Remove => isRoute ? IstioCodes.EnvoyFilterUsesRemoveOperationIncorrectly : relative,
            EnvoyPatchOperation.Replace => isFilter ? relative : IstioCodes.EnvoyFilterUsesReplaceOperationIncorrectly,
            EnvoyPatchOperation.InsertBefore or EnvoyPatchOperation.InsertAfter => relative,
            _ => null,
        };
    }

    /// <summary>What is patched: the name in the value, else the filter that it is placed at.</summary>
    private static string Name(EnvoyConfigObjectPatch target, EnvoyPatch patch)
    {
        if (patch.Value is not YamlMapping value)
            return "";
        return value["name"] is YamlScalar name ? $"\"{name.Text}\"" : target.Match?.Listener?.FilterChain?.Filter?.Name ?? "";
    }
}
