using System.Globalization;
using System.Text.RegularExpressions;
using MlMesh.Mesh.Routing;
using MlMesh.Tests.Mesh.Golden;
using MlMesh.Tests.Mesh.Routing;
using YamlDotNet.Serialization;

namespace MlMesh.Tests.Cli.Policy.Recordings;

/// <summary>Writes what was recorded of single requests as tests of a policy.</summary>
internal static partial class RecordedTests
{
    private const string Client = "internet-1";

    /// <summary>What the sidecar of the receiver, or a try, adds to a request.</summary>
    private static readonly string[] NotOfTheRoute = ["host", "x-forwarded-client-cert", "x-envoy-attempt-count", "x-envoy-expected-rq-timeout-ms"];

    private static readonly string[] ChangesOnTheWay = ["weight:", "kind: RequestAuthentication", "action: CUSTOM", "kind: EnvoyFilter"];

    /// <summary>They stand outside of the mesh, or answer in the name of others.</summary>
    private static readonly string[] Strangers = ["internet", "api-example-com", "ext-authz"];

    /// <summary>What the proxies answer by themselves, with Envoy's details.</summary>
    private static readonly Dictionary<string, string> Outcomes = new()
    {
        ["route_not_found"] = "not-found",
        ["cors_response"] = "preflight",
        ["missing_host_header"] = "refused",
        ["path_normalization_failed"] = "refused",
        ["absolute_path_rejected"] = "refused",
    };

    [GeneratedRegex(@"rbac_access_denied_matched_policy\[(?:none|(?:istio-ext-authz-[^[\]]*-)?ns\[(?<ns>[^]]+)\]-policy\[(?<name>[^]]+)\]-rule\[(?<rule>\d+)\](?:-deny-due-to-bad-CUSTOM-action)?)\]")]
    private static partial Regex Denial { get; }

    /// <summary>The tests of a scenario as the text of a test file; none when nothing of it is decided without traffic.</summary>
    public static (string? Text, int Count) Of(GoldenScenario scenario)
    {
        var policy = RecordedPolicy.Compile(scenario);
        // What a receiver's own filters change, or which of several destinations was drawn, is not the route's.
        var isForwardedAsIs = !ChangesOnTheWay.Any(word => scenario.Policy.Contains(word, StringComparison.Ordinal));
        var tests = scenario.Cases.Where(golden => golden.Repeat == 1).Select(golden => Test(golden, policy, isForwardedAsIs)).OfType<Dictionary<string, object?>>().ToList();
        if (tests.Count == 0)
            return (null, 0);
        var file = new Dictionary<string, object?> { ["policy"] = "policy", ["tests"] = tests };
        if (scenario.Mesh is not null)
            file["mesh"] = "mesh.yaml";
        return (new SerializerBuilder().WithQuotingNecessaryStrings().Build().Serialize(file), tests.Count);
    }

    private static Dictionary<string, object?>? Test(GoldenCase golden, MeshPolicy policy, bool isForwardedAsIs)
    {
        var expect = Expect(golden, isForwardedAsIs);
        if (expect.Count == 0)
            return null;
        var isClient = golden.From == Client;
        var port = RecordedPolicy.Port(policy, golden.Request, isClient);
        var host = golden.Request.Host;
        if (host is { Length: > 0 } && !host.Contains(':', StringComparison.Ordinal) && ((!isClient && golden.Request.Port is not null) || port is not (80 or 8080)))
            host = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        var request = new Dictionary<string, object?> { ["method"] = golden.Request.Method, ["path"] = golden.Request.Path, ["port"] = port };
        if (host is not null)
            request["host"] = host;
        if (golden.Request.Pod is null && (golden.Request.Connect ?? golden.Request.Host) is { } connect)
            request["connect"] = InWorld(connect);
        IEnumerable<KeyValuePair<string, string>> headers = golden.Request.Headers;
        if (golden.Request.Backend is { } backend)
            headers = headers.Append(KeyValuePair.Create("x-backend", backend));
        request["headers"] = headers.Append(KeyValuePair.Create("x-case", "recorded")).Select(header => new[] { header.Key, header.Value }).ToList();
        var test = new Dictionary<string, object?> { ["name"] = golden.Name, ["request"] = request, ["expect"] = expect };
        test[isClient ? "gateway" : "source"] = isClient ? "istio-ingressgateway-1" : golden.From;
        if (isClient)
            test["clientIp"] = "10.77.9.1";
        return test;
    }

    /// <summary>The recordings' resolver knows the names of namespace ml from everywhere.</summary>
    private static string InWorld(string host) => host.Contains('.', StringComparison.Ordinal) || host.Length == 0 ? host : host.Split(':')[0] + ".ml";

    private static Dictionary<string, object?> Expect(GoldenCase golden, bool isForwardedAsIs)
    {
        var expect = new Dictionary<string, object?>();
        var observed = golden.Observed;
        if (observed.Caller is { } caller)
            OfCaller(expect, golden, caller, isForwardedAsIs);
        // A fault that fires now and then, a limit and an external authorizer are no part of the decision.
        if (observed.Caller is { Details: not ("via_upstream" or null) } && !expect.ContainsKey("authorization"))
            return expect;
        // Whoever is dialled past the routes is nobody that the policy chose.
        if (golden.Request.Pod is not null || observed.Caller is { Cluster: "PassthroughCluster" or null, Details: "via_upstream" })
            return expect;
        if (observed.Callee.Any(entry => entry.Details?.Contains("ext_authz", StringComparison.Ordinal) == true))
            return expect;
        if (observed.Callee.Select(entry => Denial.Match(entry.Details ?? "")).FirstOrDefault(match => match.Success) is { } denial)
            expect["authorization"] = Verdict(denial, observed.Callee[0].Workload);
        else if (observed.Caller is not null && observed.AnsweredBy is { } workload && !Strangers.Contains(workload))
            expect["authorization"] = new Dictionary<string, object?> { ["verdict"] = "allow", ["at"] = workload };
        return expect;
    }

    private static void OfCaller(Dictionary<string, object?> expect, GoldenCase golden, GoldenLogEntry caller, bool isForwardedAsIs)
    {
        var observed = golden.Observed;
        if (caller.Route is { } route)
            expect["route"] = route;
        if (Denial.Match(caller.Details ?? "") is { Success: true } denial)
        {
            expect["gatewayAuthorization"] = Verdict(denial, null);
        }
        else if (caller.Details == "direct_response")
        {
            expect["status"] = caller.Status ?? observed.Status;
            expect["responseHeaders"] = Answered(observed.ResponseHeaders);
        }
        else if (Outcomes.TryGetValue(caller.Details ?? "", out var outcome))
        {
            expect["outcome"] = outcome;
        }
        else if (caller.Flags == "NC")
        {
            expect["flags"] = "NC";
        }
        else if (caller is { Details: "via_upstream", Cluster: { } cluster })
        {
            expect["cluster"] = cluster;
            if (isForwardedAsIs)
                OfForwarded(expect, golden);
        }
    }

    private static void OfForwarded(Dictionary<string, object?> expect, GoldenCase golden)
    {
        if (golden.Observed.Received.FirstOrDefault(received => received.Workload == golden.Observed.AnsweredBy) is not { } received)
            return;
        expect["path"] = received.Path;
        if (received.Headers.FirstOrDefault(header => header.Key == "host").Value is { Length: > 0 } host)
            expect["host"] = host;
        expect["requestHeaders"] = received.Headers.Where(header => !NotOfTheRoute.Contains(header.Key)).GroupBy(header => header.Key).ToDictionary(group => group.Key, group => group.Select(header => header.Value).ToList());
    }

    private static Dictionary<string, List<string>> Answered(IReadOnlyList<KeyValuePair<string, string>> headers) =>
        headers.Where(header => !header.Key.StartsWith("access-control-", StringComparison.OrdinalIgnoreCase))
            .GroupBy(header => header.Key.ToLowerInvariant()).ToDictionary(group => group.Key, group => group.Select(header => header.Value).ToList());

    private static Dictionary<string, object?> Verdict(Match denial, string? workload)
    {
        var verdict = new Dictionary<string, object?> { ["verdict"] = "deny", ["policy"] = denial.Groups["name"].Success ? $"{denial.Groups["ns"].Value}/{denial.Groups["name"].Value}" : "none" };
        if (denial.Groups["rule"].Success)
            verdict["rule"] = int.Parse(denial.Groups["rule"].Value, CultureInfo.InvariantCulture);
        if (workload is not null)
            verdict["at"] = workload;
        return verdict;
    }
}
