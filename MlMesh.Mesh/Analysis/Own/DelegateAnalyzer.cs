using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Own;

/// <summary>Delegates that do not exist, which Istio passes over in silence.</summary>
internal sealed class DelegateAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [OwnCodes.DelegateNotFound];

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            for (var i = 0; i < service.Http.Count; i++)
            {
                if (service.Http[i].Delegate is { } named)
                    Check(context, service, named, FieldPath.Of("spec", "http", i, "delegate"));
            }
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, DelegateReference named, FieldPath path)
    {
        var ns = named.Namespace.Length > 0 ? named.Namespace : service.Namespace;
        var target = context.Resources.Find<VirtualService>("VirtualService", ns, named.Name);
        if (target is null)
            context.ReportAt(OwnCodes.DelegateNotFound, service, path, $"the delegate {ns}/{named.Name} does not exist, so the rule answers 404");
        else if (target.Hosts.Count > 0)
            context.ReportAt(OwnCodes.DelegateNotFound, service, path, $"{ns}/{named.Name} states hosts, so it is no delegate and the rule answers 404");
    }
}
