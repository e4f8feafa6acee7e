using System.Globalization;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>The kinds of resources that the mesh knows, and how their common fields are read.</summary>
internal static class ResourceKinds
{
    private static readonly string[] Networking = ["v1", "v1beta1", "v1alpha3"];
    private static readonly string[] Security = ["v1", "v1beta1"];
    private static readonly string[] Core = ["v1"];
    private static readonly string[] GatewayApi = ["v1", "v1beta1"];

    private static readonly Dictionary<(string Group, string Kind), ResourceKind> Known = new ResourceKind[]
    {
        new("networking.istio.io", "VirtualService", Networking, typeof(VirtualService)),
        new("networking.istio.io", "DestinationRule", Networking, typeof(DestinationRule)),
        new("networking.istio.io", "Gateway", Networking, typeof(GatewayResource)),
        new("networking.istio.io", "Sidecar", Networking, typeof(SidecarResource)),
        new("networking.istio.io", "ServiceEntry", Networking, typeof(ServiceEntry)),
        new("networking.istio.io", "WorkloadEntry", Networking, typeof(WorkloadEntry)),
        new("networking.istio.io", "WorkloadGroup", Networking, null, Runs: false),
        new("networking.istio.io", "EnvoyFilter", ["v1alpha3"], typeof(EnvoyFilter)),
        new("networking.istio.io", "ProxyConfig", ["v1beta1"], null, Runs: false),
        new("security.istio.io", "AuthorizationPolicy", Security, typeof(AuthorizationPolicy)),
        new("security.istio.io", "PeerAuthentication", Security, typeof(PeerAuthentication)),
        new("security.istio.io", "RequestAuthentication", Security, typeof(RequestAuthentication)),
        new("telemetry.istio.io", "Telemetry", ["v1", "v1alpha1"], typeof(TelemetryResource)),
        new("extensions.istio.io", "WasmPlugin", ["v1alpha1"], typeof(WasmPluginResource), Runs: false),
        new("extensions.istio.io", "TrafficExtension", ["v1alpha1"], null, Runs: false),
        new("", "Service", Core, typeof(KubernetesService)),
        new("", "Pod", Core, typeof(Pod)),
        new("", "Namespace", Core, typeof(KubernetesNamespace), IsNamespaced: false),
        new("", "Node", Core, typeof(NodeResource), IsNamespaced: false),
        new("", "Secret", Core, typeof(SecretResource)),
        new("", "ConfigMap", Core, typeof(ConfigMapResource)),
        new("", "ServiceAccount", Core, typeof(ServiceAccountResource)),
        new("apps", "Deployment", Core, typeof(WorkloadResource)),
        new("apps", "StatefulSet", Core, typeof(WorkloadResource)),
        new("apps", "DaemonSet", Core, typeof(WorkloadResource)),
        new("apps", "ReplicaSet", Core, typeof(WorkloadResource)),
        new("autoscaling", "HorizontalPodAutoscaler", ["v2", "v1"], typeof(AutoscalerResource)),
        new("admissionregistration.k8s.io", "MutatingWebhookConfiguration", Core, typeof(WebhookConfiguration), IsNamespaced: false),
        new("admissionregistration.k8s.io", "ValidatingWebhookConfiguration", Core, typeof(WebhookConfiguration), IsNamespaced: false),
        new("apiextensions.k8s.io", "CustomResourceDefinition", Core, typeof(CustomResourceDefinitionResource), IsNamespaced: false),
        new("gateway.networking.k8s.io", "Gateway", GatewayApi, typeof(ApiGateway)),
        new("gateway.networking.k8s.io", "HTTPRoute", GatewayApi, typeof(ApiRoute)),
        new("gateway.networking.k8s.io", "GRPCRoute", GatewayApi, typeof(ApiRoute)),
    }.ToDictionary(kind => (kind.Group, kind.Name));

    /// <summary>Reads a resource; null when it is none, or none that the mesh has a use for.</summary>
    public static MeshResource? Read(YamlMapping document, string? defaultNamespace, ReadContext context)
    {
        var apiVersion = Text(document["apiVersion"]);
        var kindName = Text(document["kind"]);
        if (apiVersion.Length == 0 || kindName.Length == 0)
        {
            var missing = apiVersion.Length == 0 ? "apiVersion" : "kind";
            context.Report(FindingSeverity.Error, FindingOrigin.Syntax, document.Line, $"{missing} not set", $"Add {missing} to the resource.");
            return null;
        }

        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : apiVersion[..slash];
        if (Find(group, kindName, apiVersion[(slash + 1)..], document.Line, context) is not { } kind || Metadata(document, kind, defaultNamespace, context) is not { } id)
            return null;

        context.Resource = id;
        if (!kind.Runs)
            context.Report(FindingSeverity.Unsupported, FindingOrigin.Support, document.Line, $"unsupported here, works in the cluster: {kind.Name} is not run by the local mesh");
        if (kind.Type is null)
            return null;

        var resource = (MeshResource)RecordShape.For(kind.Type).Create();
        if (kind.IsForAnalysis)
            context = new ReadContext(context.File, []);
        var before = context.UnreadableFields;
        FillSpec(resource, kind, document, context);
        return resource with
        {
            Kind = kindName,
            ApiVersion = apiVersion,
            Namespace = id.Namespace,
            Name = id.Name,
            Labels = Texts(document["metadata"]?["labels"]),
            Annotations = Texts(document["metadata"]?["annotations"]),
            CreatedAt = DateTimeOffset.TryParse(Text(document["metadata"]?["creationTimestamp"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) ? created : null,
            Location = new SourceLocation(context.File, document.Line),
            Document = document,
            HasUnreadableField = context.UnreadableFields > before,
        };
    }

    private static void FillSpec(MeshResource resource, ResourceKind kind, YamlMapping document, ReadContext context)
    {
        var shape = RecordShape.For(kind.Type!);
        if (kind.Parts is not { } parts)
        {
            shape.Fill(resource, document, context);
            return;
        }

        foreach (var part in parts)
        {
            if (document[part] is not { } node)
                continue;

            context.EnterField(part);
            shape.Fill(resource, node, context);
            context.Leave();
        }
    }

    private static ResourceKind? Find(string group, string kindName, string version, int line, ReadContext context)
    {
        if (!Known.TryGetValue((group, kindName), out var kind))
        {
            if (group.EndsWith(".istio.io", StringComparison.Ordinal))
                context.Report(FindingSeverity.Error, FindingOrigin.Schema, line, $"no matches for kind \"{kindName}\" in group \"{group}\"", "Correct kind and apiVersion.");
            return null;
        }

        if (kind.Versions.Contains(version, StringComparer.Ordinal))
            return kind;
        if (!kind.IsIstio && kind.IsForAnalysis)
            return null;

        context.Report(FindingSeverity.Error, FindingOrigin.Schema, line, $"no matches for kind \"{kindName}\" in version \"{group}/{version}\"", $"Use {group}/{kind.Versions[0]}.");
        return null;
    }

    private static ResourceId? Metadata(YamlMapping document, ResourceKind kind, string? defaultNamespace, ReadContext context)
    {
        var name = Text(document["metadata"]?["name"]);
        if (name.Length > 0)
        {
            var stated = Text(document["metadata"]?["namespace"]);
            return new ResourceId(kind.Name, kind.IsNamespaced ? stated.Length > 0 ? stated : defaultNamespace ?? "default" : "", name);
        }

        if (!kind.IsForAnalysis)
            context.Report(FindingSeverity.Error, FindingOrigin.Schema, document.Line, "resource name may not be empty", "Add metadata.name.");
        return null;
    }

    private static string Text(YamlNode? node) => node is YamlScalar scalar ? scalar.Text : "";

    private static Dictionary<string, string> Texts(YamlNode? node) => node is YamlMapping mapping
        ? mapping.Fields.ToDictionary(field => field.Name, field => Text(field.Value), StringComparer.Ordinal)
        : [];
}
