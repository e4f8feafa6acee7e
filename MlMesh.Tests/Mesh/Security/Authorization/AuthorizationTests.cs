using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using Xunit;

namespace MlMesh.Tests.Mesh.Security.Authorization;

/// <summary>Verdicts of AuthorizationPolicies, as recorded from Envoy, on requests to one workload of the namespace ml.</summary>
public sealed class AuthorizationTests
{
    private const string Gateway = "spiffe://cluster.local/ns/ml/sa/model-gateway";
    private const string Stranger = "spiffe://cluster.local/ns/other/sa/stranger";

    [Theory]
    [InlineData("principals: [cluster.local/ns/ml/sa/model-gateway]", Gateway, true)]
    [InlineData("principals: [cluster.local/ns/ml/sa/model-gateway]", Stranger, false)]
    [InlineData("principals: [cluster.local/ns/ml/sa/model-gateway]", null, false)]
    [InlineData("principals: [cluster.local/ns/ml/*]", Gateway, true)]
    [InlineData("principals: ['*/sa/model-gateway']", Gateway, true)]
    [InlineData("principals: ['*']", Stranger, true)]
    [InlineData("principals: ['*']", null, false)]
    [InlineData("principals: [cluster.local/ns/*/sa/model-gateway]", Gateway, false)]
    [InlineData("principals: [spiffe://cluster.local/ns/ml/sa/model-gateway]", Gateway, false)]
    [InlineData("principals: [ns/ml/sa/model-gateway]", Gateway, false)]
    [InlineData("principals: [cluster.local/ns/ml/sa/Model-Gateway]", Gateway, false)]
    [InlineData("notPrincipals: [cluster.local/ns/ml/sa/model-gateway]", null, true)]
    [InlineData("notPrincipals: ['*']", null, true)]
    [InlineData("notPrincipals: ['*']", Stranger, false)]
    [InlineData("namespaces: [ml]", Gateway, true)]
    [InlineData("namespaces: [ml]", Stranger, false)]
    [InlineData("namespaces: ['o*']", Stranger, true)]
    [InlineData("notNamespaces: [ml]", null, true)]
    [InlineData("serviceAccounts: [model-gateway]", Gateway, true)]
    [InlineData("serviceAccounts: [stranger]", Stranger, false)]
    [InlineData("serviceAccounts: [other/stranger]", Stranger, true)]
    [InlineData("notServiceAccounts: [model-gateway]", Gateway, false)]
    [InlineData("notServiceAccounts: [model-gateway]", Stranger, true)]
    [InlineData("trustDomains: [cluster.local]", Gateway, true)]
    [InlineData("trustDomains: ['cluster.*']", Gateway, true)]
    [InlineData("trustDomains: ['*.local']", Gateway, true)]
    [InlineData("trustDomains: [cluster]", Gateway, false)]
    [InlineData("trustDomains: [cluster.local]", null, false)]
    [InlineData("notTrustDomains: [cluster.local]", Gateway, false)]
    [InlineData("notTrustDomains: [other.example]", Gateway, true)]
    [InlineData("requestPrincipals: ['https://issuer.example.com/ada']", null, true)]
    [InlineData("notRequestPrincipals: ['https://issuer.example.com/ada']", null, false)]
    [InlineData("notRequestPrincipals: ['https://issuer.example.com/bob']", null, true)]
    [InlineData("notRemoteIpBlocks: [192.0.2.0/24]", null, false)]
    [InlineData("notRemoteIpBlocks: [198.51.100.0/24]", null, true)]
    [InlineData("ipBlocks: [10.77.1.0/24]", null, true)]
    [InlineData("ipBlocks: [10.77.1.9/24]", null, true)]
    [InlineData("ipBlocks: [10.77.2.0/24]", null, false)]
    [InlineData("notIpBlocks: [10.77.1.1]", null, false)]
    [InlineData("remoteIpBlocks: [192.0.2.7]", null, true)]
    public void A_source_is_compared_by_its_fields(string source, string? peer, bool allowed) =>
        Assert.Equal(allowed, Authorize($"{{from: [{{source: {{{source}}}}}]}}", new Call { Peer = peer }).Allowed);

    [Theory]
    [InlineData("hosts: [model-inference]", true)]
    [InlineData("hosts: [MODEL-inference]", true)]
    [InlineData("hosts: ['model-*']", true)]
    [InlineData("hosts: [model-inference.ml]", false)]
    [InlineData("methods: [GET]", true)]
    [InlineData("methods: [get]", false)]
    [InlineData("methods: [POST]", false)]
    [InlineData("notMethods: [POST]", true)]
    [InlineData("ports: ['8080']", true)]
    [InlineData("ports: ['80']", false)]
    [InlineData("notPorts: ['8080']", false)]
    [InlineData("notPorts: ['80']", true)]
    [InlineData("notHosts: [model-inference]", false)]
    [InlineData("paths: [/v2/models/delay/infer]", true)]
    [InlineData("paths: ['/v2/models/delay/infer?x=1']", false)]
    [InlineData("paths: ['/v2/*']", true)]
    [InlineData("paths: ['*/infer']", true)]
    [InlineData("paths: ['/v2/*/infer']", false)]
    [InlineData("paths: ['/v2/models/{*}/infer']", true)]
    [InlineData("paths: ['/v2/{*}/infer']", false)]
    [InlineData("paths: ['/v2/{**}/infer']", true)]
    [InlineData("paths: ['/v2/models/delay/infer/{**}']", false)]
    [InlineData("notPaths: ['/v2/models/delay/infer']", false)]
    public void An_operation_is_compared_by_its_fields(string operation, bool allowed) =>
        Assert.Equal(allowed, Authorize($"{{to: [{{operation: {{{operation}}}}}]}}", new Call()).Allowed);

    [Theory]
    [InlineData("key: 'request.headers[x-tier]', values: [gold]", true)]
    [InlineData("key: 'request.headers[X-Tier]', values: [gold]", true)]
    [InlineData("key: 'request.headers[x-tier]', values: ['silver,gold']", false)]
    [InlineData("key: 'request.headers[x-tier]', values: ['*']", true)]
    [InlineData("key: 'request.headers[x-empty]', values: ['*']", true)]
    [InlineData("key: 'request.headers[x-none]', values: ['*']", false)]
    [InlineData("key: 'request.headers[x-none]', notValues: [gold]", true)]
    [InlineData("key: source.namespace, values: [ml]", true)]
    [InlineData("key: source.principal, values: [cluster.local/ns/ml/sa/model-gateway]", true)]
    [InlineData("key: source.serviceAccount, values: [ml/model-gateway]", true)]
    [InlineData("key: source.serviceAccount, notValues: [model-gateway]", false)]
    [InlineData("key: source.trustDomain, values: [cluster.local]", true)]
    [InlineData("key: source.trustDomain, notValues: [cluster.local]", false)]
    [InlineData("key: source.ip, values: [10.77.1.0/24]", true)]
    [InlineData("key: source.ip, values: [10.77.2.0/24]", false)]
    [InlineData("key: connection.sni, values: [models.example.com]", true)]
    [InlineData("key: connection.sni, values: [other.example.com]", false)]
    [InlineData("key: request.auth.presenter, values: [console]", true)]
    [InlineData("key: request.auth.presenter, values: [other]", false)]
    [InlineData("key: destination.port, values: ['8080']", true)]
    [InlineData("key: destination.ip, values: [10.77.1.2]", true)]
    [InlineData("key: remote.ip, values: [192.0.2.0/24]", true)]
    [InlineData("key: 'request.auth.claims[role]', values: [admin]", true)]
    [InlineData("key: 'request.auth.claims[org][team]', values: [ml]", true)]
    [InlineData("key: 'request.auth.claims[org.team]', values: [ml]", false)]
    [InlineData("key: request.auth.audiences, values: [models]", true)]
    [InlineData("key: request.auth.principal, values: ['https://issuer.example.com/ada']", true)]
    [InlineData("key: request.auth.principal, values: ['https://issuer.example.com/*']", true)]
    [InlineData("key: request.auth.principal, values: ['*/ada']", true)]
    [InlineData("key: request.auth.principal, values: ['https://issuer.example.com/bob']", false)]
    public void A_condition_compares_an_attribute(string condition, bool allowed) =>
        Assert.Equal(allowed, Authorize($"{{when: [{{{condition}}}]}}", new Call { Peer = Gateway }).Allowed);

    [Fact]
    public void A_condition_on_what_only_Envoy_knows_is_reported_with_its_place()
    {
        var policy = Policy("p", "ml", "action: DENY, rules: [{when: [{key: 'experimental.envoy.filters.network.mysql_proxy[db.table]', values: ['[update]']}]}]");

        var finding = Assert.Single(MeshResources.Create([ResourceReader.Read(policy, "policy.yaml")]).Findings, finding => finding.Severity == FindingSeverity.Unsupported);
        Assert.Equal("spec.rules[0].when[0]", finding.Field);
    }

    [Fact]
    public void The_refusal_names_the_first_denying_rule_by_name()
    {
        var rules = string.Join(", ", Enumerable.Range(0, 11).Select(i => i is 2 or 10 ? "{to: [{operation: {methods: [GET]}}]}" : "{to: [{operation: {methods: [PUT]}}]}"));
        var verdict = Authorize(Policy("refuse", "ml", $"action: DENY, rules: [{rules}]"), new Call());
        Assert.Equal("rbac_access_denied_matched_policy[ns[ml]-policy[refuse]-rule[10]]", verdict.Details);
    }

    [Fact]
    public void A_denial_comes_before_what_allows()
    {
        var verdict = Authorize(Policy("all", "ml", "rules: [{}]") + Policy("none", "istio-system", "action: DENY, rules: [{}]"), new Call());
        Assert.Equal("rbac_access_denied_matched_policy[ns[istio-system]-policy[none]-rule[0]]", verdict.Details);
    }

    [Fact]
    public void What_no_allow_rule_matches_is_refused_by_none() =>
        Assert.Equal("rbac_access_denied_matched_policy[none]", Authorize(Policy("nothing", "ml", ""), new Call()).Details);

    [Theory]
    [InlineData("metadata: {name: p, namespace: other}\nspec: {}")]
    [InlineData("metadata: {name: p, namespace: ml}\nspec: {selector: {matchLabels: {app: another}}}")]
    [InlineData("metadata: {name: p, namespace: ml, annotations: {istio.io/dry-run: '1'}}\nspec: {}")]
    [InlineData("metadata: {name: p, namespace: ml}\nspec: {action: AUDIT, rules: [{}]}")]
    [InlineData("metadata: {name: p, namespace: ml}\nspec: {targetRefs: [{kind: Service, name: model-inference}]}")]
    public void A_policy_that_does_not_govern_the_workload_does_not_make_denial_the_default(string policy) =>
        Assert.True(Authorize(Head + policy, new Call()).Allowed);

    [Fact]
    public void Policies_under_trial_say_what_they_would_have_decided_and_decide_nothing()
    {
        var authorization = Compile(Tried("refuse", "action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]") + Tried("admit", "rules: [{to: [{operation: {methods: [PUT]}}]}]"));
        var request = new Call().ToRequest();

        Assert.True(authorization.Authorize(request).Allowed);
        var trial = authorization.Try(request)!;
        Assert.Equal(new AuthorizationVerdict(false, "ns[ml]-policy[refuse]-rule[0]"), trial.Deny);
        Assert.Equal(new AuthorizationVerdict(false, null), trial.Allow);
        Assert.False(authorization.IsEmpty);
    }

    [Fact]
    public void A_trial_tells_of_the_kinds_of_policies_that_are_under_trial()
    {
        Assert.Null(Compile(Policy("p", "ml", "")).Try(new Call().ToRequest()));
        var onlyAllow = Compile(Tried("admit", "rules: [{}]")).Try(new Call().ToRequest())!;
        Assert.Null(onlyAllow.Deny);
        Assert.Equal(new AuthorizationVerdict(true, "ns[ml]-policy[admit]-rule[0]"), onlyAllow.Allow);
    }

    [Fact]
    public void What_is_denied_in_earnest_meets_no_trial_of_ALLOW_policies() =>
        Assert.Null(Compile(Policy("no", "ml", "action: DENY, rules: [{}]") + Tried("admit", "rules: [{}]")).Try(new Call().ToRequest())!.Allow);

    [Fact]
    public void A_selector_in_the_root_namespace_reaches_every_namespace() =>
        Assert.False(Authorize(Policy("p", "istio-system", "selector: {matchLabels: {app: model-inference}}"), new Call()).Allowed);

    [Theory]
    [InlineData("old.example/ns/ml/sa/model-gateway", true)]
    [InlineData("old.example/ns/ml/sa/*", true)]
    [InlineData("old.example/ns/ml/*", false)]
    [InlineData("foreign.example/ns/ml/sa/model-gateway", false)]
    public void An_alias_of_the_trust_domain_stands_for_the_meshs_own_in_full_principals(string principal, bool allowed)
    {
        var mesh = new MeshConfig { TrustDomainAliases = ["old.example"] };
        Assert.Equal(allowed, Authorize(Policy("p", "ml", $"rules: [{{from: [{{source: {{principals: ['{principal}']}}}}]}}]"), new Call { Peer = Gateway }, mesh).Allowed);
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        var rules = string.Join(", ", Enumerable.Range(0, 50).Select(i => $"{{from: [{{source: {{namespaces: [n{i}]}}}}], to: [{{operation: {{paths: ['/p{i}/*'], methods: [GET]}}}}]}}"));
        var authorization = Compile(Policy("p", "ml", $"rules: [{rules}]"));
        var request = new Call { Peer = Gateway }.ToRequest();
        authorization.Authorize(request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            authorization.Authorize(request);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private const string Head = "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n";

    private static string Tried(string name, string spec) => $"{Head}metadata: {{name: {name}, namespace: ml, annotations: {{istio.io/dry-run: 'true'}}}}\nspec: {{{spec}}}\n---\n";

    private static string Policy(string name, string ns, string spec) => $"{Head}metadata: {{name: {name}, namespace: {ns}}}\nspec: {{{spec}}}\n---\n";

    private static AuthorizationVerdict Authorize(string rulesOrPolicies, Call call, MeshConfig? mesh = null) =>
        Compile(rulesOrPolicies.StartsWith('{') ? Policy("p", "ml", $"rules: [{rulesOrPolicies}]") : rulesOrPolicies, mesh).Authorize(call.ToRequest());

    private static WorkloadAuthorization Compile(string yaml, MeshConfig? mesh = null)
    {
        var resources = MeshResources.Create([ResourceReader.Read(yaml, "policy.yaml")], mesh);
        Assert.DoesNotContain(resources.Findings, f => f.Severity == FindingSeverity.Error);
        var labels = ImmutableDictionary<string, string>.Empty.Add("app", "model-inference");
        return WorkloadAuthorization.For(resources, new Workload { Name = "model-inference-v1-a", Namespace = "ml", Labels = labels });
    }

    private sealed class Call : IRequestHeaders, ITokenClaims
    {
        public string? Peer { get; init; }

        public AuthorizationRequest ToRequest() => new()
        {
            Head = new RequestHead("GET", "/v2/models/delay/infer?x=1", "model-inference", "http", this),
            SourceIp = IPAddress.Parse("10.77.1.1"),
            RemoteIp = IPAddress.Parse("192.0.2.7"),
            DestinationIp = IPAddress.Parse("10.77.1.2"),
            DestinationPort = 8080,
            PeerIdentity = Peer,
            ServerName = "models.example.com",
            Token = this,
        };

        public StringValues Lines(string name) => name switch
        {
            "x-tier" => new StringValues(["silver", "gold"]),
            "x-empty" => "",
            _ => StringValues.Empty,
        };

        public IReadOnlyList<string> Values(IReadOnlyList<string> path) => string.Join('/', path) switch
        {
            "iss" => ["https://issuer.example.com"],
            "sub" => ["ada"],
            "aud" => ["models"],
            "azp" => ["console"],
            "role" => ["reader", "admin"],
            "org/team" => ["ml"],
            _ => [],
        };
    }
}
