using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>A control plane that may be sent anywhere for the keys of tokens.</summary>
internal sealed class KeyFetchAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.JwksUriFetchUnrestricted];

    private const string Variable = "BLOCKED_CIDRS_IN_JWKS_URIS";
    private const int MostNamed = 5;

    public void Analyze(AnalysisContext context)
    {
        var policies = context.Resources.All<RequestAuthentication>();
        if (policies.Count == 0)
            return;

        foreach (var deployment in context.Resources.OfKind<WorkloadResource>("Deployment").Where(deployment => deployment.Labels.GetValueOrDefault("app") == "istiod"))
        {
            if (deployment.Template.Spec.Containers.Any(container => container.Env.Any(variable => variable is { Name: Variable, Value.Length: > 0 })))
                continue;

            var names = string.Join(", ", policies.Take(MostNamed).Select(policy => policy.FullName()));
            if (policies.Count > MostNamed)
                names += $", and {policies.Count - MostNamed} more";
            context.Report(IstioCodes.JwksUriFetchUnrestricted, deployment,
                $"{Variable} is not configured but {policies.Count} RequestAuthentication resource(s) exist ({names}). Consider configuring it to restrict JWKS URI fetches to trusted networks.");
        }
    }
}
