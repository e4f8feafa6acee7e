using MlMesh.Cli.Verify.Cluster;

namespace MlMesh.Cli.Verify.Probes;

/// <summary>The objects that a run creates. All carry the run's label, by which they are found and deleted again.</summary>
/// <param name="run">The run's id.</param>
/// <param name="ns">The namespace of the system.</param>
/// <param name="image">Image of the pods.</param>
internal sealed class ProbeManifests(string run, string ns, string image)
{
    /// <summary>Label of everything that a run creates; its value is the run's id.</summary>
    public const string Label = "mlmesh.io/verify";

    /// <summary>A pod ends by itself after this time, should nobody be left to delete it.</summary>
    private const int LifeSeconds = 3600;

    /// <summary>Where ztunnels and waypoints take everything (HBONE).</summary>
    private const int ZtunnelPort = 15008;

    /// <summary>The run's own namespace.</summary>
    public string Namespace => $"mlmesh-verify-{run}";

    private string Labels => $$"""app.kubernetes.io/managed-by: mlmesh-verify, {{Label}}: "{{run}}" """.TrimEnd();

    /// <summary>
    /// The namespace of the probes, and a way for them through the system's NetworkPolicies: without it the network would refuse them, and nothing would be known
    /// about what the mesh does.
    /// </summary>
    /// <param name="ambient">Whether ztunnel carries the traffic: to the waypoint, and all on one port.</param>
    public string Base(bool ambient) => $$"""
        apiVersion: v1
        kind: Namespace
        metadata:
          name: {{Namespace}}
          labels: { {{Labels}}, pod-security.kubernetes.io/enforce: restricted }

        """ + Ingress(Namespace, $"app: {Deployment.Model}", Deployment.ModelPort)
        + (ambient ? Ingress($"{Namespace}-ztunnel", $"app: {Deployment.Model}", ZtunnelPort) + Ingress($"{Namespace}-waypoint", "gateway.networking.k8s.io/gateway-name: waypoint", ZtunnelPort) : "");

    /// <summary>A pod, and for the member the egress that the namespace's NetworkPolicies keep from it.</summary>
    public string Pod(Probe probe, ProbeKind kind, string account, bool ambient)
    {
        var mesh = kind == ProbeKind.Outside ? "sidecar.istio.io/inject: \"false\", istio.io/dataplane-mode: none"
            : ambient ? "istio.io/dataplane-mode: ambient" : "sidecar.istio.io/inject: \"true\"";
        return $$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: {{probe.Name}}
              namespace: {{probe.Namespace}}
              labels: { {{Labels}}, {{mesh}} }
              annotations:
                proxy.istio.io/config: |
                  holdApplicationUntilProxyStarts: true
                  proxyStatsMatcher: {inclusionRegexps: [".*upstream_rq_(retry|pending).*"]}
            spec:
              serviceAccountName: {{account}}
              automountServiceAccountToken: false
              enableServiceLinks: false
              restartPolicy: Never
              activeDeadlineSeconds: {{LifeSeconds}}
              terminationGracePeriodSeconds: 1
              securityContext:
                runAsNonRoot: true
                runAsUser: 65532
                runAsGroup: 65532
                seccompProfile: {type: RuntimeDefault}
              containers:
              - name: {{Probe.Container}}
                image: {{image}}
                imagePullPolicy: IfNotPresent
                command: [sleep, "{{LifeSeconds}}"]
                resources:
                  requests: {cpu: 10m, memory: 32Mi}
                  limits: {cpu: "1", memory: 256Mi}
                securityContext:
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  capabilities: {drop: [ALL]}

            """ + (kind == ProbeKind.Member ? MemberEgress() : "");
    }

    private string Ingress(string name, string pods, int port) => $$"""
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: {{name}}
          namespace: {{ns}}
          labels: { {{Labels}} }
        spec:
          podSelector: {matchLabels: { {{pods}} } }
          policyTypes: [Ingress]
          ingress:
          - from:
            - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: {{Namespace}} } }
            ports:
            - {protocol: TCP, port: {{port}}}

        """;

    private string MemberEgress() => $$"""
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: {{Namespace}}-egress
          namespace: {{ns}}
          labels: { {{Labels}} }
        spec:
          podSelector: {matchLabels: { {{Label}}: "{{run}}" } }
          policyTypes: [Egress]
          egress:
          - to:
            - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: {{Deployment.IstioNamespace}} } }
              podSelector: {matchLabels: {istio: egressgateway} }
            ports:
            - {protocol: TCP, port: 8443}

        """;
}
