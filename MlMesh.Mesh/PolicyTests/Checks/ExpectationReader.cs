using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>Reads <c>expect</c>.</summary>
internal static class ExpectationReader
{
    /// <summary>What says that a request is not forwarded, so that defaults about forwarding do not apply.</summary>
    private static readonly string[] NotForwarded = ["status", "redirect", "outcome", "body"];

    /// <summary>What may be said of a request that no route decides, so that defaults about routes count only where one does.</summary>
    private static readonly string[] MaybeUnrouted = ["authorization", "gatewayAuthorization", "flags", "details"];

    private static readonly string[] OfRoutes = ["timeout", "retries"];

    /// <summary>What compares nothing when its mapping is empty; others ask at least that there is such a thing, or nothing else.</summary>
    private static readonly string[] EmptyIsNothing = ["authorization", "redirect"];

    private static readonly Dictionary<string, Func<YamlField, Func<Explaining.Answers.RequestAnswer, IEnumerable<string>>>> Readers = new(StringComparer.Ordinal)
    {
        ["outcome"] = AnswerChecks.Outcome,
        ["status"] = AnswerChecks.Status,
        ["body"] = AnswerChecks.Body,
        ["flags"] = AnswerChecks.Flags,
        ["details"] = AnswerChecks.Details,
        ["redirect"] = AnswerChecks.Redirect,
        ["route"] = RouteChecks.Route,
        ["virtualService"] = RouteChecks.VirtualService,
        ["cluster"] = RouteChecks.Cluster,
        ["timeout"] = RouteChecks.Timeout,
        ["retries"] = RetryChecks.Retries,
        ["fault"] = FaultChecks.Fault,
        ["mirrors"] = RouteChecks.Mirrors,
        ["destination"] = DestinationChecks.Only,
        ["destinations"] = DestinationChecks.All,
        ["path"] = ForwardedChecks.Path,
        ["host"] = ForwardedChecks.Host,
        ["requestHeaders"] = ForwardedChecks.RequestHeaders,
        ["responseHeaders"] = ResponseChecks.Headers,
        ["labels"] = ForwardedChecks.Labels,
        ["authorization"] = AuthorizationChecks.Authorization,
        ["gatewayAuthorization"] = AuthorizationChecks.AtGateway,
        ["mtls"] = AuthorizationChecks.MutualTls,
        ["peer"] = AuthorizationChecks.Peer,
        ["traffic"] = TrafficChecks.Traffic,
    };

    public static IReadOnlyList<Expectation> Read(YamlNode node) => [.. node.Fields("expect", Readers.Keys).Select(Read)];

    /// <summary>A test's own expectations, and those of the defaults that it does not state itself.</summary>
    public static IReadOnlyList<Expectation> Merge(IReadOnlyList<Expectation> own, IReadOnlyList<Expectation> inherited)
    {
        if (own.Any(expectation => NotForwarded.Contains(expectation.Field)))
            return own;
        var stated = own.Select(expectation => expectation.Field).ToHashSet(StringComparer.Ordinal);
        if (stated.Contains("destination") || stated.Contains("destinations"))
            stated.UnionWith(["destination", "destinations"]);
        var maybeUnrouted = stated.Overlaps(MaybeUnrouted);
        return [.. own, .. inherited.Where(expectation => !stated.Contains(expectation.Field)).Select(expectation => maybeUnrouted && OfRoutes.Contains(expectation.Field) ? WhereRouted(expectation) : expectation)];
    }

    private static Expectation Read(YamlField field) => field.Value is YamlMapping { Fields.Count: 0 } && EmptyIsNothing.Contains(field.Name)
        ? throw new TestSyntaxException(field.Line, $"{field.Name} is empty, so that it expects nothing; state what it compares, or leave it out")
        : new Expectation(field.Name, field.Line, Readers[field.Name](field));

    private static Expectation WhereRouted(Expectation expectation) => expectation with { Differences = answer => answer.Route is null ? [] : expectation.Differences(answer) };
}
