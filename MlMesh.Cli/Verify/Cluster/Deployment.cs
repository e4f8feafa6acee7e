namespace MlMesh.Cli.Verify.Cluster;

/// <summary>Names that the overlays give, and those of a default installation of Istio and its addons.</summary>
internal static class Deployment
{
    public const string IstioNamespace = "istio-system";

    public const string Gateway = "gateway";

    public const string Model = "model-inference";

    /// <summary>Service and workload of the ingress.</summary>
    public const string Ingress = "istio-ingressgateway";

    public const int ModelPort = 8080;

    /// <summary>A prediction that every model can make.</summary>
    public const string PredictPath = "/predict";

    public const string PredictQuery = "?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30";

    /// <summary>The model's address in the Open Inference Protocol.</summary>
    public const string ModelPath = "/v2/models/flight-delay";

    public static string IngressUrl => $"http://{Ingress}.{IstioNamespace}.svc.cluster.local";

    /// <summary>The model's name in Envoy's configuration.</summary>
    public static string ModelHost(string ns) => $"{Model}.{ns}.svc.cluster.local";
}
