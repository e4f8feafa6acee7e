using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>Ports of Services: do their names say the protocol, and do the Deployments have them?</summary>
internal sealed class ServicePortChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.PortName, KialiCodes.TargetPortNotFound];

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<KubernetesService>())
        {
            if (ControlPlane.IsSystemNamespace(service.Namespace) || ControlPlane.Includes(service))
                continue;

            var deployment = service.Selector.Count == 0 ? null : context.Workloads.Selected(service.Namespace, service.Selector).FirstOrDefault(workload => workload.Resource is WorkloadResource);
            for (var i = 0; i < service.Ports.Count; i++)
            {
                var path = FieldPath.Of("spec", "ports", i);
                if (!PortNames.StatesProtocol(service.Ports[i]))
                    context.ReportAt(KialiCodes.PortName, service, path, $"Port name must follow <protocol>[-suffix] form: {service.Ports[i].Name}");
                if (deployment is not null && !HasPort(deployment.Spec, service.Ports[i]))
                    context.ReportAt(KialiCodes.TargetPortNotFound, service, path, $"Deployment exposing same port as Service not found: {deployment.Resource.Name}");
            }
        }
    }

    private static bool HasPort(IPodSpec spec, KubernetesServicePort port)
    {
        var target = port.TargetPort is "" or "0" ? $"{port.Port}" : port.TargetPort;
        return spec.Containers.SelectMany(container => container.Ports).Any(other => other.Name == target || $"{other.ContainerPort}" == target);
    }
}
