using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Services of one workload that disagree about its ports.</summary>
internal sealed class WorkloadServicesAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.DeploymentAssociatedToMultipleServices, IstioCodes.DeploymentConflictingPorts];

    private static readonly FieldPath Name = FieldPath.Of("metadata", "name");

    public void Analyze(AnalysisContext context)
    {
        foreach (var deployment in context.Resources.OfKind<WorkloadResource>("Deployment"))
        {
            if (deployment.Labels.GetValueOrDefault("gateway.istio.io/managed") == "istio.io-mesh-controller" || !context.Membership.Has(deployment))
                continue;

            var services = context.Services.Selecting(deployment.Namespace, deployment.Template.Metadata.Labels);
            var ports = services.SelectMany(service => service.Ports, (service, port) => (Service: service.FullName(), Port: port)).ToList();
            CheckProtocols(context, deployment, ports);
            CheckTargets(context, deployment, ports);
        }
    }

    private static void CheckProtocols(AnalysisContext context, WorkloadResource deployment, List<(string Service, KubernetesServicePort Port)> ports)
    {
        foreach (var port in ports.GroupBy(pair => pair.Port.Port))
        {
            if (port.Select(pair => pair.Port.Protocol.Length == 0 ? "TCP" : pair.Port.Protocol).Distinct().Count() > 1)
            {
                var names = port.Select(pair => pair.Service).Order(StringComparer.Ordinal);
                context.Report(IstioCodes.DeploymentAssociatedToMultipleServices, deployment, Name,
                    $"This deployment {deployment.Name} is associated with multiple services using port {port.Key} but different protocols: {FullNames.GoList(names)}");
            }
        }
    }

    private static void CheckTargets(AnalysisContext context, WorkloadResource deployment, List<(string Service, KubernetesServicePort Port)> ports)
    {
        foreach (var target in ports.GroupBy(pair => pair.Port.TargetPort is "" or "0" ? $"{pair.Port.Port}" : pair.Port.TargetPort))
        {
            var numbers = target.Select(pair => pair.Port.Port).Distinct().Order().ToList();
            if (numbers.Count > 1)
            {
                var names = target.GroupBy(pair => pair.Port.Port).Select(group => group.Last().Service).Order(StringComparer.Ordinal);
                context.Report(IstioCodes.DeploymentConflictingPorts, deployment, Name,
                    $"This deployment {deployment.Name} is associated with multiple services {FullNames.GoList(names)} using targetPort \"{target.Key}\" "
                    + $"but different ports: {FullNames.GoList(numbers.Select(number => $"{number}"))}.");
            }
        }
    }
}
