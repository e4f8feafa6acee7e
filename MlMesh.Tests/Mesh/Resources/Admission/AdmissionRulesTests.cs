using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Admission;
using Xunit;

namespace MlMesh.Tests.Mesh.Resources.Admission;

/// <summary>Rules of Istio's validation that no recording shows.</summary>
public sealed class AdmissionRulesTests
{
    [Theory]
    [InlineData("http: [{delegate: {name: d}, redirect: {uri: /a}}]", "must not specify redirect")]
    [InlineData("http: [{route: [{destination: {host: a}}], mirror: {host: b}, mirrors: [{destination: {host: c}}]}]", "both mirror and mirrors")]
    [InlineData("http: [{route: [{destination: {host: a}}], mirrors: [{percentage: {value: 1}}]}]", "destination is required for mirrors")]
    [InlineData("http: [{route: [{destination: {host: a}}], mirrors: [{destination: {host: c}, percentage: {value: -1}}]}]", "min value of 0")]
    [InlineData("http: [{route: [{destination: {host: a, subset: v1.2}}]}]", "subset name is invalid")]
    [InlineData("http: [{route: [{destination: {host: a}}], retries: {attempts: -1}}]", "attempts cannot be negative")]
    [InlineData("http: [{route: [{destination: {host: a}}], retries: {attempts: 1, retryOn: '5xx, reset'}}]", "\" reset\" is not a valid retryOn policy")]
    [InlineData("http: [{route: [{destination: {host: a}}], fault: {delay: {fixedDelay: 1s, percentage: {value: 0.00001}}}}]", "neither 0.0, nor in range")]
    [InlineData("http: [{route: [{destination: {host: a}}], fault: {abort: {http2Error: x}}}]", "HTTP/2 abort fault injection not supported yet")]
    [InlineData("http: [{route: [{destination: {host: a}}], corsPolicy: {allowOrigins: [{exact: a}], exposeHeaders: ['a b']}}]", "not a valid header name")]
    [InlineData("http: [{route: [{destination: {host: a}}], match: [{sourceNamespace: a_b}]}]", "sourceNamespace match a_b is invalid")]
    [InlineData("http: [{route: [{destination: {host: a}}], match: [{gateways: [a/b/c]}]}]", "invalid value for gateway name")]
    [InlineData("http: [{route: [{destination: {host: a}}], match: [{method: {regex: '('}}]}]", "missing closing )")]
    [InlineData("http: [{route: [{destination: {host: a}}], headers: {request: {set: {x: '%REQ([\"a\" \"b\"])%'}}}}]", "Expecting ','")]
    [InlineData("http: [{route: [{destination: {host: a}}], headers: {request: {set: {x: \"a\\x01b\"}}}}]", "header value configuration")]
    [InlineData("http: [{directResponse: {status: 200}, redirect: {uri: /}}]", "both direct_response and redirect")]
    [InlineData("tcp: [{match: [{destinationSubnets: [10.0.0.0/40]}], route: [{destination: {host: a}}]}]", "not a valid CIDR block")]
    [InlineData("tcp: [{}]", "TCP route is required")]
    [InlineData("tls: [{match: [{sniHosts: [other.example]}], route: [{destination: {host: a}}]}]", "not a compatible subset")]
    [InlineData("tls: [{match: [{}], route: []}]", "at least one SNI host")]
    public void A_VirtualService_is_refused(string spec, string reason) => AssertRefused("networking.istio.io/v1", "VirtualService", $"hosts: [a], {spec}", reason);

    [Theory]
    [InlineData("http: [{route: [{destination: {host: a}}], headers: {request: {set: {x: '100%% %REQ(x-user)% %START_TIME(%s)%'}}}}]")]
    [InlineData("http: [{route: [{destination: {host: a}}], match: [{withoutHeaders: {x: {regex: '*'}}}]}]")]
    [InlineData("http: [{route: [{destination: {host: a}}], match: [{uri: {prefix: ''}}]}]")]
    [InlineData("http: [{route: [{destination: {host: a}}], retries: {attempts: 1, retryOn: '503,418,reset'}}]")]
    [InlineData("http: [{route: [{destination: {host: '*.a.example'}}]}]")]
    public void A_VirtualService_is_taken_in_silence(string spec) =>
        Assert.Empty(Validate("networking.istio.io/v1", "VirtualService", $"hosts: [a], {spec}"));

    [Theory]
    [InlineData("host: a, trafficPolicy: {loadBalancer: {warmup: {aggression: 0.5, duration: 1s}}}", "aggression should be greater")]
    [InlineData("host: a, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x, minimumRingSize: 5, maglev: {tableSize: 7}}}}", "only one of MinimumRingSize")]
    [InlineData("host: a, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x, maglev: {tableSize: 5000011}}}}", "less than 5000011")]
    [InlineData("host: a, trafficPolicy: {outlierDetection: {consecutiveLocalOriginFailures: 2}}", "split external local origin errors is set to false")]
    [InlineData("host: a, trafficPolicy: {portLevelSettings: [{port: {number: 80}}]}", "port traffic policy must have at least one field")]
    [InlineData("host: a, trafficPolicy: {tunnel: {protocol: GET, targetHost: b, targetPort: 0}}", "tunnel target port is invalid")]
    [InlineData("host: a, trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{from: a, to: a}]}}}", "must specify different regions")]
    [InlineData("host: a, trafficPolicy: {loadBalancer: {localityLbSetting: {distribute: [{from: a/*, to: {b: 100}}, {from: a/c/*, to: {b: 100}}]}}}", "overlap with previous")]
    [InlineData("host: a, workloadSelector: {matchLabels: {app: b}}, exportTo: ['*']", "cannot have exportTo beyond current namespace")]
    [InlineData("host: 'http://a'", "label \"http://a\" invalid")]
    [InlineData("host: a, trafficPolicy: {tls: {mode: SIMPLE, credentialName: c, caCertificates: /d}}", "If credentialName is set")]
    public void A_DestinationRule_is_refused(string spec, string reason) => AssertRefused("networking.istio.io/v1", "DestinationRule", spec, reason);

    [Theory]
    [InlineData("Gateway", "servers: [{port: {number: 80, name: a, protocol: HTTP, targetPort: 8080}, hosts: ['*']}]", "targetPort has no impact on Gateways")]
    [InlineData("Gateway", "servers: [{port: {number: 443, name: a, protocol: HTTPS}, hosts: ['*']}]", "must have TLS settings")]
    [InlineData("Gateway", "servers: [{port: {number: 80, name: a, protocol: HTTP}, hosts: [short]}]", "short names")]
    [InlineData("Gateway", "servers: [{port: {number: 0, name: a, protocol: HTTP}, bind: 'unix://rel', hosts: ['*']}]", "not an absolute path")]
    [InlineData("Sidecar", "ingress: [{defaultEndpoint: '127.0.0.1:80'}]", "port is required for ingress listeners")]
    [InlineData("Sidecar", "ingress: [{port: {number: 80, protocol: HTTP}, defaultEndpoint: '10.0.0.1:80'}]", "defaultEndpoint must be of form")]
    [InlineData("Sidecar", "egress: [{port: {number: 0, protocol: HTTP}, hosts: ['./*']}]", "unix domain socket bind address")]
    [InlineData("Sidecar", "outboundTrafficPolicy: {mode: REGISTRY_ONLY, egressProxy: {host: a.b}}", "only with ALLOW_ANY")]
    [InlineData("ServiceEntry", "hosts: [a.b], resolution: NONE, endpoints: [{address: 10.0.0.1}]", "no endpoints should be provided")]
    [InlineData("ServiceEntry", "hosts: [a.b], resolution: STATIC, endpoints: [{address: a.b}]", "not a valid IP address")]
    [InlineData("ServiceEntry", "hosts: [a.b], resolution: DNS, addresses: [10.0.0.0/8]", "CIDR addresses are allowed only")]
    [InlineData("ServiceEntry", "hosts: [a.b, c.d], resolution: DNS, ports: [{number: 1, name: t, protocol: TCP}]", "multiple hosts provided with non-HTTP")]
    [InlineData("WorkloadEntry", "labels: {app: a}", "address is required")]
    public void Another_networking_resource_is_refused(string kind, string spec, string reason) => AssertRefused("networking.istio.io/v1", kind, spec, reason);

    [Fact]
    public void A_ServiceEntry_for_TCP_without_any_address_gets_a_warning() =>
        Assert.Equal(FindingSeverity.Warning, Assert.Single(Validate("networking.istio.io/v1", "ServiceEntry", "hosts: [a.b], resolution: NONE, ports: [{number: 1, name: t, protocol: TCP}]")).Severity);

    [Theory]
    [InlineData("request.headers[]", "bad key")]
    [InlineData("destination.labels[a]", "replaced by the workload selector")]
    [InlineData("destination.user", "deprecated attribute")]
    public void An_AuthorizationPolicy_with_an_odd_condition_is_refused(string key, string reason) =>
        AssertRefused("security.istio.io/v1", "AuthorizationPolicy", $"rules: [{{when: [{{key: '{key}', values: [a]}}]}}]", reason);

    [Theory]
    [InlineData("response.code >= 400 && connection.mtls", true)]
    [InlineData("'x' in request.headers ? [1, 2.5e3,].size() > 0u : {'a': b\"c\"}['a'] == r'\\d'", true)]
    [InlineData("has(request.auth) // comment", true)]
    [InlineData("(response.code", false)]
    [InlineData("a b", false)]
    [InlineData("a === b", false)]
    [InlineData("'open", false)]
    [InlineData("a ? b", false)]
    public void Only_a_CEL_expression_is_taken_as_filter_of_an_access_log(string expression, bool isTaken)
    {
        var yaml = "accessLogging: [{filter: {expression: \"" + expression.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"}}]";

        Assert.Equal(isTaken, !Validate("telemetry.istio.io/v1", "Telemetry", yaml).Any());
    }

    [Fact]
    public void Deeply_nested_expressions_end_in_a_refusal_and_no_crash() =>
        Assert.NotEmpty(Validate("telemetry.istio.io/v1", "Telemetry", $"accessLogging: [{{filter: {{expression: \"{new string('(', 50_000)}\"}}}}]"));

    private static void AssertRefused(string apiVersion, string kind, string spec, string reason)
    {
        var findings = Validate(apiVersion, kind, spec);

        Assert.Contains(findings, finding => finding.Severity == FindingSeverity.Error && finding.Message.Contains(reason, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Equal((FindingOrigin.Admission, 4), (finding.Origin, finding.Location.Line)));
        Assert.All(findings, finding => Assert.False(string.IsNullOrEmpty(finding.Remedy)));
    }

    private static IReadOnlyList<Finding> Validate(string apiVersion, string kind, string spec)
    {
        var load = ResourceReader.Read($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: r, namespace: ml}}\nspec: {{{spec}}}", "f.yaml");
        return ResourceAdmission.Validate(Assert.Single(load.Resources));
    }
}
