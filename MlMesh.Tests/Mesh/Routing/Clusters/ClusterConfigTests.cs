using MlMesh.Mesh.Routing.Clusters;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing.Clusters;

public sealed class ClusterConfigTests
{
    [Fact]
    public void A_service_port_has_the_pods_behind_it_at_their_own_port()
    {
        Assert.Equal(["10.1.0.2:8080", "10.1.0.3:8080"], Cluster("", 80).Endpoints.Select(endpoint => endpoint.Authority));
        Assert.Equal(["10.1.0.2:9090", "10.1.0.3:9090"], Cluster("", 9090).Endpoints.Select(endpoint => endpoint.Authority));
    }

    [Fact]
    public void A_subset_has_the_pods_with_its_labels_and_may_be_empty()
    {
        const string Subsets = "subsets: [{name: v2, labels: {version: v2}}, {name: v3, labels: {version: v3}}]";

        Assert.Equal("model-v2", Assert.Single(Cluster(Subsets, 80, "v2").Endpoints).Workload!.Name);
        Assert.Empty(Cluster(Subsets, 80, "v3").Endpoints);
    }

    [Fact]
    public void Without_a_policy_nothing_is_limited_and_the_less_busy_of_two_is_chosen()
    {
        var cluster = Cluster("", 80);

        Assert.Equal(ConnectionPoolConfig.Default, cluster.Pool);
        Assert.Equal(LoadBalancerKind.LeastRequest, cluster.LoadBalancer.Kind);
        Assert.Null(cluster.OutlierDetection);
    }

    [Fact]
    public void A_subset_inherits_part_by_part()
    {
        const string Rule = """
            trafficPolicy: {loadBalancer: {simple: RANDOM}, connectionPool: {http: {http1MaxPendingRequests: 1}}, outlierDetection: {consecutive5xxErrors: 3}}
            subsets: [{name: s, labels: {}, trafficPolicy: {connectionPool: {tcp: {maxConnections: 2}}}}]
            """;

        var subset = Cluster(Rule, 80, "s");

        Assert.Equal(LoadBalancerKind.Random, subset.LoadBalancer.Kind);
        Assert.Equal((2u, uint.MaxValue), (subset.Pool.MaxConnections, subset.Pool.MaxPendingRequests));
        Assert.Equal(3u, subset.OutlierDetection!.Consecutive5xx);
    }

    [Fact]
    public void Port_level_settings_inherit_nothing_and_hold_for_their_port_only()
    {
        const string Rule = "trafficPolicy: {outlierDetection: {consecutive5xxErrors: 3}, portLevelSettings: [{port: {number: 9090}, loadBalancer: {simple: ROUND_ROBIN}}]}";

        Assert.Equal(LoadBalancerKind.RoundRobin, Cluster(Rule, 9090).LoadBalancer.Kind);
        Assert.Null(Cluster(Rule, 9090).OutlierDetection);
        Assert.Equal(LoadBalancerKind.LeastRequest, Cluster(Rule, 80).LoadBalancer.Kind);
        Assert.NotNull(Cluster(Rule, 80).OutlierDetection);
    }

    [Fact]
    public void A_subset_inherits_the_ports_settings_and_its_own_replace_them()
    {
        const string Rule = """
            trafficPolicy: {portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: ROUND_ROBIN}, outlierDetection: {}}]}
            subsets:
            - {name: heir, labels: {}, trafficPolicy: {connectionPool: {tcp: {maxConnections: 2}}}}
            - {name: own, labels: {}, trafficPolicy: {portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}]}}
            """;

        Assert.Equal((LoadBalancerKind.RoundRobin, 2u), (Cluster(Rule, 80, "heir").LoadBalancer.Kind, Cluster(Rule, 80, "heir").Pool.MaxConnections));
        Assert.Equal(LoadBalancerKind.Random, Cluster(Rule, 80, "own").LoadBalancer.Kind);
        Assert.Null(Cluster(Rule, 80, "own").OutlierDetection);
    }

    [Theory]
    [InlineData("simple: LEAST_CONN", LoadBalancerKind.LeastRequest)]
    [InlineData("simple: LEAST_REQUEST", LoadBalancerKind.LeastRequest)]
    [InlineData("simple: ROUND_ROBIN", LoadBalancerKind.RoundRobin)]
    [InlineData("simple: RANDOM", LoadBalancerKind.Random)]
    [InlineData("simple: PASSTHROUGH", LoadBalancerKind.Passthrough)]
    [InlineData("consistentHash: {httpHeaderName: x}", LoadBalancerKind.RingHash)]
    [InlineData("consistentHash: {httpHeaderName: x, ringHash: {}}", LoadBalancerKind.RingHash)]
    [InlineData("consistentHash: {httpHeaderName: x, maglev: {tableSize: 65537}}", LoadBalancerKind.Maglev)]
    public void The_load_balancer_is_the_one_asked_for(string settings, LoadBalancerKind expected)
    {
        var balancer = Cluster($"trafficPolicy: {{loadBalancer: {{{settings}}}}}", 80).LoadBalancer;

        Assert.Equal(expected, balancer.Kind);
        Assert.Equal((1024UL, 65537UL), (balancer.MinimumRingSize, balancer.MaglevTableSize));
    }

    [Fact]
    public void Ring_and_table_sizes_and_warm_up_are_taken_over()
    {
        Assert.Equal(64UL, Cluster("trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x, minimumRingSize: 64}}}", 80).LoadBalancer.MinimumRingSize);
        Assert.Equal(32UL, Cluster("trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x, ringHash: {minimumRingSize: 32}}}}", 80).LoadBalancer.MinimumRingSize);
        Assert.Equal(251UL, Cluster("trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x, maglev: {tableSize: 251}}}}", 80).LoadBalancer.MaglevTableSize);
        Assert.Equal(new WarmupConfig(TimeSpan.FromMinutes(1), 2, 20), Cluster("trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 60s, aggression: 2, minimumPercent: 20}}}", 80).LoadBalancer.Warmup);
        Assert.Equal(new WarmupConfig(TimeSpan.FromMinutes(2)), Cluster("trafficPolicy: {loadBalancer: {warmupDurationSecs: 120s}}", 80).LoadBalancer.Warmup);
    }

    [Fact]
    public void Every_pool_setting_is_taken_over()
    {
        var pool = Cluster("""
            trafficPolicy:
              retryBudget: {percent: 50}
              connectionPool:
                tcp: {maxConnections: 1, connectTimeout: 2s, maxConnectionDuration: 3s}
                http: {http1MaxPendingRequests: 4, http2MaxRequests: 5, maxRequestsPerConnection: 6, maxRetries: 7, idleTimeout: 8s, h2UpgradePolicy: UPGRADE}
            """, 80).Pool;

        Assert.Equal(new ConnectionPoolConfig
        {
            MaxConnections = 1,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            MaxConnectionDuration = TimeSpan.FromSeconds(3),
            MaxPendingRequests = 4,
            MaxRequests = 5,
            MaxRequestsPerConnection = 6,
            MaxRetries = 7,
            IdleTimeout = TimeSpan.FromSeconds(8),
            UpgradeToHttp2 = true,
            RetryBudget = new RetryBudgetConfig(50),
        }, pool);
    }

    [Fact]
    public void Outlier_detection_has_Istios_defaults_where_it_says_nothing()
    {
        Assert.Equal(new OutlierDetectionConfig(), Cluster("trafficPolicy: {outlierDetection: {}}", 80).OutlierDetection);
        Assert.Equal(
            new OutlierDetectionConfig
            {
                Consecutive5xx = 0, ConsecutiveGatewayErrors = 2, SplitLocalOriginErrors = true, ConsecutiveLocalOriginFailures = 3, Interval = TimeSpan.FromSeconds(1),
                BaseEjectionTime = TimeSpan.FromMinutes(6), MaxEjectionTime = TimeSpan.FromMinutes(6), MaxEjectionPercent = 50, MinHealthPercent = 30,
            },
            Cluster("trafficPolicy: {outlierDetection: {consecutive5xxErrors: 0, consecutiveGatewayErrors: 2, splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 3, interval: 1s, baseEjectionTime: 6m, maxEjectionPercent: 50, minHealthPercent: 30}}", 80).OutlierDetection);
    }

    [Theory]
    [InlineData("", EndpointTransport.IstioMutual, EndpointTransport.Plaintext)]
    [InlineData("trafficPolicy: {tls: {mode: DISABLE}}", EndpointTransport.Plaintext, EndpointTransport.Plaintext)]
    [InlineData("trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}", EndpointTransport.IstioMutual, EndpointTransport.IstioMutual)]
    [InlineData("trafficPolicy: {tls: {mode: SIMPLE, sni: x}}", EndpointTransport.Tls, EndpointTransport.Tls)]
    public void MTLS_is_used_where_a_pod_takes_it_unless_the_rule_says_otherwise(string rule, EndpointTransport withSidecar, EndpointTransport without) =>
        Assert.Equal([withSidecar, without], Cluster(rule, 80).Endpoints.Select(endpoint => endpoint.Transport));

    [Fact]
    public void A_hosts_pool_limits_its_pods_inbound_side_and_a_subsets_does_not()
    {
        var mesh = Mesh("trafficPolicy: {connectionPool: {http: {http2MaxRequests: 3}}}\n  subsets: [{name: s, labels: {}, trafficPolicy: {connectionPool: {http: {http2MaxRequests: 1}}}}]");

        var inbound = mesh.Proxy("model-v1").Inbound(8080)!;

        Assert.Equal(("inbound|8080||", 3u), (inbound.Name, inbound.Pool.MaxRequests));
        Assert.Null(mesh.Proxy("model-v1").Inbound(1234));
    }

    [Fact]
    public void Equal_configurations_are_equal_so_that_state_survives_a_reload()
    {
        const string Rule = "trafficPolicy: {outlierDetection: {}, loadBalancer: {consistentHash: {httpHeaderName: x}}}";

        Assert.Equal(Cluster(Rule, 80), Cluster(Rule, 80));
        Assert.NotEqual(Cluster(Rule, 80), Cluster("", 80));
    }

    [Theory]
    [InlineData("{mode: SIMPLE, sni: a, caCertificates: /other.pem}")]
    [InlineData("{mode: SIMPLE, sni: a, insecureSkipVerify: true}")]
    [InlineData("{mode: SIMPLE, sni: a, caCertificates: /ca.pem, subjectAltNames: [a]}")]
    [InlineData("{mode: MUTUAL, sni: a, caCertificates: /ca.pem, clientCertificate: /c.pem, privateKey: /k.pem}")]
    public void Connections_do_not_survive_a_change_of_whom_they_verify_or_what_they_prove(string tls)
    {
        const string Before = "{mode: SIMPLE, sni: a, caCertificates: /ca.pem}";

        Assert.Equal(Tls(Before), Tls(Before));
        Assert.NotEqual(Tls(Before), Tls(tls));

        static ClusterConfig Tls(string tls) => Cluster($"trafficPolicy: {{tls: {tls}}}", 80);
    }

    private static ClusterConfig Cluster(string rule, int port, string subset = "") => Mesh(rule).Proxy().Cluster($"outbound|{port}|{subset}|model.ml.svc.cluster.local")!;

    private static TestMesh Mesh(string rule) => new($"""
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {"{"}name: model, namespace: ml{"}"}
        spec:
          host: model
        {string.Join('\n', rule.Split('\n').Select(line => "  " + line))}
        """.Replace("    subsets:", "  subsets:", StringComparison.Ordinal));
}
