using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>Annotations of Istio on Kubernetes objects.</summary>
internal sealed class AnnotationAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } =
    [
        IstioCodes.MisplacedAnnotation,
        IstioCodes.UnknownAnnotation,
        IstioCodes.InvalidAnnotation,
        IstioCodes.DeprecatedAnnotation,
    ];

    public void Analyze(AnalysisContext context)
    {
        foreach (var ns in context.Resources.All<KubernetesNamespace>())
            Check(context, ns);
        foreach (var service in context.Resources.All<KubernetesService>())
            Check(context, service);
        foreach (var pod in context.Resources.All<Pod>())
            Check(context, pod);
        foreach (var deployment in context.Resources.OfKind<WorkloadResource>("Deployment"))
            Check(context, deployment);
    }

    private static void Check(AnalysisContext context, MeshResource resource)
    {
        foreach (var (name, value) in resource.Annotations)
        {
            if (!KnownAnnotations.IsIstios(name))
                continue;

            if (KnownAnnotations.Find(name) is not { } known)
                context.Report(IstioCodes.UnknownAnnotation, resource, $"Unknown annotation: {name}");
            else
                Check(context, resource, known, value);
        }
    }

    private static void Check(AnalysisContext context, MeshResource resource, KnownAnnotation known, string value)
    {
        var label = known.ReplacedByLabel ? $" in favor of the \"{known.Name}\" label" : "";
        if (known.IsDeprecated && !(known.ReplacedByLabel && resource.Labels.ContainsKey(known.Name)))
            context.Report(IstioCodes.DeprecatedAnnotation, resource, $"Annotation \"{known.Name}\" has been deprecated{label} and may not work in future Istio versions.");

        if (known.Kinds.Contains(KnownAnnotations.AnyKind))
            return;
        if (!known.Kinds.Contains(resource.Kind))
            context.Report(IstioCodes.MisplacedAnnotation, resource, $"Misplaced annotation: {known.Name} can only be applied to {string.Join(", ", known.Kinds)}");
        else if (AnnotationValues.Fault(known.Name, value) is { } fault)
            context.Report(IstioCodes.InvalidAnnotation, resource, $"Invalid annotation {known.Name}: {fault}");
    }
}
