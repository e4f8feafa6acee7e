using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>Expectations of who may call, and of the connection.</summary>
internal static class AuthorizationChecks
{
    private static readonly string[] Names = ["verdict", "policy", "rule", "status", "at"];

    /// <summary>
    /// <c>allow</c>, <c>deny</c>, or <c>{verdict, policy, rule, status, at}</c>; denied is what the gateway or the called workload refuses or cuts off. <c>at</c> names
    /// one of several workloads, by its pod's name or what its controller made of that.
    /// </summary>
    public static Func<RequestAnswer, IEnumerable<string>> Authorization(YamlField field)
    {
        var one = OneAuthorization(field);
        var gateway = Verdict(field);
        return answer => answer switch
        {
            { Authorization: { Allowed: false } refused } => gateway(refused),
            { Destinations: [_, ..] } => Each.Destination(one)(answer),
            // What is answered on the way out was refused by nobody.
            _ => gateway(answer.Authorization ?? new AuthorizationAnswer(true, null, null, null, Words.Of(answer.Kind))),
        };
    }

    public static Func<RequestAnswer, IEnumerable<string>> AtGateway(YamlField field)
    {
        var check = Verdict(field);
        return answer => answer.Authorization is { } verdict ? check(verdict) : ["expected a verdict of a gateway, but the request does not enter at one"];
    }

    public static Func<DestinationAnswer, IEnumerable<string>> OneAuthorization(YamlField field)
    {
        var check = Verdict(field);
        var at = (field.Value as YamlMapping)?["at"]?.Text("at");
        return destination => destination.Callees.Where(callee => at is null || callee.Workload.Name == at || callee.Workload.Name.StartsWith(at + "-", StringComparison.Ordinal)).ToList() is not { Count: > 0 } callees
            ? [$"expected a verdict of {at ?? "the workloads"} behind {destination.ClusterName}, but there is none"]
            : callees.SelectMany(callee => check(Said(callee)).Select(difference => $"{difference}, at {callee.Workload.Namespace}/{callee.Workload.Name}"));
    }

    public static Func<RequestAnswer, IEnumerable<string>> MutualTls(YamlField field) => Each.Destination(OneMutualTls(field));

    public static Func<RequestAnswer, IEnumerable<string>> Peer(YamlField field) => Each.Destination(OnePeer(field));

    /// <summary>The mode that the workload's PeerAuthentications give the port.</summary>
    public static Func<DestinationAnswer, IEnumerable<string>> OneMutualTls(YamlField field)
    {
        var expected = field.Value.Text("mtls").ToUpperInvariant();
        return destination => Each.Callee(destination, callee => Words.Same($"mTLS mode of {callee.Workload.Name}", expected, callee.Mode?.ToString().ToUpperInvariant()));
    }

    /// <summary>The identity that the workload sees; <c>none</c> for plain text.</summary>
    public static Func<DestinationAnswer, IEnumerable<string>> OnePeer(YamlField field)
    {
        var expected = field.Value.IsNone() ? null : field.Value.Text("peer");
        return destination => Each.Callee(destination, callee => Words.Same($"peer identity at {callee.Workload.Name}", expected, callee.PeerIdentity));
    }

    private static AuthorizationAnswer Said(CalleeAnswer callee) => callee.TakesConnection
        ? callee.Authorization ?? new AuthorizationAnswer(true, null, null, null, "the workload has no proxy")
        : new AuthorizationAnswer(false, null, null, null, $"the connection is cut off, the workload's mTLS mode is {callee.Mode?.ToString().ToUpperInvariant()}") { Status = 0 };

    private static Func<AuthorizationAnswer, IEnumerable<string>> Verdict(YamlField field)
    {
        var what = field.Name;
        var node = field.Value;
        if (node is YamlMapping)
            node.Fields(what, Names);
        var allowed = (node is YamlMapping ? node["verdict"] : node)?.Text("verdict") switch
        {
            null => (bool?)null,
            "allow" => true,
            "deny" => false,
            var other => throw new TestSyntaxException(node.Line, $"{what} is allow or deny, not '{other}'"),
        };
        var policy = node["policy"] is { } named && !named.IsNone() ? named.Text("policy") : null;
        var noPolicy = node["policy"]?.IsNone() == true;
        var rule = node["rule"]?.Whole("rule");
        var status = node["status"]?.Whole("status");
        return answer =>
        {
            var differences = new List<string>();
            if (allowed is { } expected && expected != answer.Allowed)
                differences.Add($"expected the request to be {(expected ? "allowed" : "denied")}, but {answer.Reason}");
            if (policy is not null && !(answer.Policy is { } actual && (policy == actual.Name || policy == $"{actual.Namespace}/{actual.Name}")))
                differences.Add($"expected the policy {policy} to decide, but {answer.Reason}");
            if (noPolicy && answer.Policy is not null)
                differences.Add($"expected no policy to match, but {answer.Reason}");
            if (rule is not null && rule != answer.Rule)
                differences.Add($"expected rule {rule} to decide, but {answer.Reason}");
            if (status is not null && (answer.Allowed || status != answer.Status))
                differences.Add($"expected status {status}, but {answer.Reason}");
            return differences;
        };
    }
}
