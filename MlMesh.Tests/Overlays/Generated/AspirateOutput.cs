using System.Text.Json.Nodes;

namespace MlMesh.Tests.Overlays.Generated;

/// <summary>
/// What <c>aspirate generate</c> 9.1.0 writes for a manifest, byte for byte, as far as our manifest goes: projects and containers without volumes.
/// Anything else is an exception, as its output has not been seen.
/// </summary>
internal sealed class AspirateOutput
{
    private const string Registry = "registry.example.com/mlmesh";
    private const string Tag = "1.0.0";
    private const string Namespace = "ml-services";

    private readonly JsonObject _resources;
    private readonly ManifestValues _values;
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    private AspirateOutput(JsonObject resources)
    {
        _resources = resources;
        _values = new ManifestValues(resources);
    }

    /// <summary>The files by path, relative to the output folder.</summary>
    public static IReadOnlyDictionary<string, string> For(string manifest)
    {
        var output = new AspirateOutput(JsonNode.Parse(manifest)!["resources"]!.AsObject());
        output.Write();
        return output._files;
    }

    private void Write()
    {
        var workloads = _resources.Where(resource => (string)resource.Value!["type"]! != "value.v0").ToList();
        foreach (var (name, description) in workloads)
            WriteWorkload(name, description!);

        _files["namespace.yaml"] = $"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {Namespace}";
        _files["kustomization.yaml"] = $"namespace: {Namespace}\n\n{Resources([.. workloads.Select(workload => workload.Key), "namespace.yaml"])}\n";
    }

    private void WriteWorkload(string name, JsonNode description)
    {
        var image = (string)description["type"]! switch
        {
            "project.v0" => $"{Registry}/{name}:{Tag}",
            "container.v0" => (string)description["image"]!,
            var type => throw new NotSupportedException($"{name}: what Aspirate makes of {type} is not known here."),
        };
        if (description["volumes"] is not null || description["bindMounts"] is not null)
            throw new NotSupportedException($"{name}: what Aspirate makes of volumes is not known here.");

        var ports = description["bindings"]!.AsObject().Select(binding => (Name: binding.Key, Port: ManifestValues.Port(binding.Key, binding.Value!))).ToList();
        var settings = Settings(description);
        _files[$"{name}/deployment.yaml"] = Deployment(name, image, description, ports, settings.Count > 0);
        _files[$"{name}/service.yaml"] = $"""
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: {name}
            spec:
              type: ClusterIP
              selector:
                app: {name}
              ports:

            """ + string.Concat(ports.Select(port => $"  - name: {port.Name}\n    port: {port.Port}\n    targetPort: {port.Port}\n"));
        _files[$"{name}/kustomization.yaml"] = Resources(["deployment.yaml", "service.yaml"])
            + (settings.Count == 0 ? "" : $"configMapGenerator:\n- name: {name}-env\n  literals:\n" + string.Concat(settings.Select(setting => $"    - {setting}\n")))
            + "\n";
    }

    private static string Deployment(string name, string image, JsonNode description, List<(string Name, int Port)> ports, bool hasSettings) => $"""
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {name}
          labels:
            app: {name}
        spec:
          minReadySeconds: 60
          replicas: 1
          selector:
            matchLabels:
              app: {name}
          strategy:
            type: Recreate
          template:
            metadata:
              labels:
                app: {name}
            spec:
              containers:
              - name: {name}
                image: {image}
                imagePullPolicy: IfNotPresent

        """
        + (description["entrypoint"] is { } entrypoint ? $"        command:\n          - {entrypoint}\n" : "")
        + (description["args"] is JsonArray args ? "        args:\n" + string.Concat(args.Select(arg => $"        - {arg}\n")) : "")
        + "        ports:\n" + string.Concat(ports.Select(port => $"        - name: {port.Name}\n          containerPort: {port.Port}\n"))
        + (hasSettings ? $"        envFrom:\n        - configMapRef:\n            name: {name}-env\n" : "")
        + "      terminationGracePeriodSeconds: 180";

    private List<string> Settings(JsonNode description)
    {
        if (description["env"] is not JsonObject env) return [];

        // Values are escaped as HTML, and for projects Aspirate adds where to listen.
        var settings = env.Select(setting => $"{setting.Key}={Escape(_values.Resolve((string)setting.Value!))}").ToList();
        if ((string)description["type"]! == "project.v0")
            settings.Add("ASPNETCORE_URLS=http://+:8080;");
        return settings;
    }

    private static string Escape(string value) => value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Resources(IEnumerable<string> names) =>
        "resources:\n" + string.Concat(names.Select(name => $"- {name}\n")) + "\ngeneratorOptions:\n  disableNameSuffixHash: true\n\n";
}
