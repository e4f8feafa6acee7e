using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Applications that run as the sidecar's user.</summary>
internal sealed class ApplicationUserAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.InvalidApplicationUID];

    private const ulong ProxyUser = 1337;
    private const string Operator = "istio-operator";

    public void Analyze(AnalysisContext context)
    {
        foreach (var pod in context.Resources.All<Pod>())
            Check(context, pod, pod);
        foreach (var deployment in context.Resources.OfKind<WorkloadResource>("Deployment"))
            Check(context, deployment, deployment.Template.Spec);
    }

    private static void Check(AnalysisContext context, MeshResource resource, IPodSpec spec)
    {
        if (ControlPlane.Includes(resource))
            return;

        var users = spec.Containers.Where(container => container.Name is not (MeshMembership.ProxyName or Operator)).Select(container => container.SecurityContext).Append(spec.SecurityContext);
        if (users.Any(context => context?.RunAsUser == ProxyUser))
            context.Report(IstioCodes.InvalidApplicationUID, resource, "User ID (UID) 1337 is reserved for the sidecar proxy.");
    }
}
