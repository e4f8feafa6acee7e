using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Own;

/// <summary>Codes of what neither Istio nor Kiali looks for. They begin with MLM; 0001 to 0003 are about files that could not be read, or not in full, or would not be taken.</summary>
internal static class OwnCodes
{
    public static readonly FindingCode RefusedByApiServer = new("MLM0001", "RefusedByApiServer", FindingSeverity.Error,
        "The Kubernetes API server refuses the resource, by the schema of Istio's custom resource definitions.", "Correct the field; until then the resource is not applied.");

    public static readonly FindingCode UnreadableFile = new("MLM0002", "UnreadableFile", FindingSeverity.Error,
        "A file is missing, is no well-formed YAML or JSON, or holds something that is no resource.", "Correct the file.");

    public static readonly FindingCode KustomizationNotCarriedOut = new("MLM0003", "KustomizationNotCarriedOut", FindingSeverity.Warning,
        "A kustomization changes or makes resources in a way that is not carried out here, so that the cluster gets others than those analyzed.", "Analyze what kubectl kustomize prints.");

    public static readonly FindingCode HalfStickySplit = new("MLM0101", "HalfStickySplit", FindingSeverity.Warning,
        "A split pins some of its users by a cookie and draws the others anew on every request, so that everybody drifts to the pinned side.", "Add a set-cookie for every destination of the split.");

    public static readonly FindingCode UselessCookie = new("MLM0102", "UselessCookie", FindingSeverity.Warning,
        "A route sets a cookie that no rule before it looks for, so that nobody is pinned by it.", "Add a rule that matches the cookie above the split, or remove the cookie.");

    public static readonly FindingCode SetCookieReplacesAll = new("MLM0103", "SetCookieReplacesAll", FindingSeverity.Warning,
        "set-cookie under set deletes the application's own cookies.", "Use add instead of set.");

    public static readonly FindingCode RetryOfNonIdempotentMethod = new("MLM0104", "RetryOfNonIdempotentMethod", FindingSeverity.Warning,
        "A rule for a method that is not idempotent repeats requests that the application may have carried out.", "Retry on connect-failure and refused-stream only, or set attempts: 0.");

    public static readonly FindingCode MirrorToServingSubset = new("MLM0105", "MirrorToServingSubset", FindingSeverity.Warning,
        "A mirror goes to a subset that the rule serves from, which then gets its requests twice.", "Mirror to a subset outside of the split.");

    public static readonly FindingCode EjectionThatNeverEjects = new("MLM0106", "EjectionThatNeverEjects", FindingSeverity.Warning,
        "maxEjectionPercent of so few endpoints is less than one, so that outlier detection never ejects any.", "Set maxEjectionPercent to at least 100 divided by the number of endpoints.");

    public static readonly FindingCode DelegateNotFound = new("MLM0107", "DelegateNotFound", FindingSeverity.Error,
        "A rule delegates to a VirtualService that does not exist, or that is none of delegates.", "Correct the delegate's name and namespace; a delegate states no hosts.");
}
