using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Conditions in the status of resources that say what could not be carried out.</summary>
internal sealed class StatusConditionAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.NegativeConditionStatus];

    public void Analyze(AnalysisContext context)
    {
        Check<KubernetesService>(context);
        Check<ServiceEntry>(context);
        Check<AuthorizationPolicy>(context);
        Check<ApiGateway>(context);
        Check<ApiRoute>(context);
    }

    private static void Check<T>(AnalysisContext context)
        where T : MeshResource
    {
        foreach (var resource in context.Resources.All<T>())
        {
            if (resource.Document?["status"] is not { } status)
                continue;

            Check(context, resource, status["conditions"]);
            if (status["parents"] is YamlSequence parents)
            {
                foreach (var parent in parents.Items)
                    Check(context, resource, parent["conditions"]);
            }
        }
    }

    private static void Check(AnalysisContext context, MeshResource resource, YamlNode? conditions)
    {
        foreach (var condition in conditions is YamlSequence sequence ? sequence.Items : [])
        {
            if (condition["status"] is YamlScalar status && string.Equals(status.Text, "False", StringComparison.OrdinalIgnoreCase))
            {
                context.Report(IstioCodes.NegativeConditionStatus, resource,
                    $"The condition {Text(condition["type"])} is negative. Reason: {Text(condition["reason"])}. Message: {Text(condition["message"])}");
            }
        }
    }

    private static string Text(YamlNode? node) => node is YamlScalar scalar ? scalar.Text : "";
}
