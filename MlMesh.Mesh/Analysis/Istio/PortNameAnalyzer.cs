using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Names of Services' ports.</summary>
internal sealed class PortNameAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.PortNameIsNotUnderNamingConvention, IstioCodes.ExternalNameServiceTypeInvalidPortName];

    private const string ExternalName = "ExternalName";

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<KubernetesService>())
        {
            if (ControlPlane.IsSystemNamespace(service.Namespace) || ControlPlane.Includes(service))
                continue;

            for (var i = 0; i < service.Ports.Count; i++)
                Check(context, service, service.Ports[i], FieldPath.Of("spec", "ports", i, "port"));
        }
    }

    private static void Check(AnalysisContext context, KubernetesService service, KubernetesServicePort port, FieldPath path)
    {
        var isExternal = service.Type == ExternalName;
        if (PortNames.StatesProtocol(port) && !(isExternal && port.Name == "tcp"))
            return;

        if (isExternal)
        {
            context.Report(IstioCodes.ExternalNameServiceTypeInvalidPortName, service, path,
                "Port name for ExternalName service is invalid. Proxy may prevent tcp named ports and unmatched traffic for ports serving TCP protocol from being forwarded correctly");
        }
        else
        {
            var target = port.TargetPort.Length == 0 ? "0" : port.TargetPort;
            context.Report(IstioCodes.PortNameIsNotUnderNamingConvention, service, path,
                $"Port name {port.Name} (port: {port.Port}, targetPort: {target}) doesn't follow the naming convention of Istio port.");
        }
    }
}
