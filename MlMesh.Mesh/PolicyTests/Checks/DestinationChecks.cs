using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>
/// <c>destination</c> and <c>destinations</c>: where requests go, each with its percentage or with <c>{percent, exists, …}</c> and what is expected of it alone.
/// Shares are computed from the weights, so they are exact. Destinations that are not stated must get nothing.
/// </summary>
internal static class DestinationChecks
{
    private static readonly Dictionary<string, Func<YamlField, Func<DestinationAnswer, IEnumerable<string>>>> Parts = new(StringComparer.Ordinal)
    {
        ["path"] = ForwardedChecks.OnePath,
        ["host"] = ForwardedChecks.OneHost,
        ["requestHeaders"] = ForwardedChecks.OneRequestHeaders,
        ["responseHeaders"] = ResponseChecks.OneHeaders,
        ["labels"] = ForwardedChecks.OneLabels,
        ["authorization"] = AuthorizationChecks.OneAuthorization,
        ["mtls"] = AuthorizationChecks.OneMutualTls,
        ["peer"] = AuthorizationChecks.OnePeer,
        ["traffic"] = TrafficChecks.OneTraffic,
    };

    public static Func<RequestAnswer, IEnumerable<string>> Only(YamlField field)
    {
        var key = field.Value.Text("destination");
        return answer => Compare(answer, [new Expected(key, 100, true, _ => [])]);
    }

    public static Func<RequestAnswer, IEnumerable<string>> All(YamlField field)
    {
        var expected = field.Value.Fields("destinations").Select(Read).ToList();
        return answer => Compare(answer, expected);
    }

    private static Expected Read(YamlField field)
    {
        if (field.Value is YamlScalar)
            return new Expected(field.Name, field.Value.Number($"destinations.{field.Name}"), true, _ => []);
        var fields = field.Value.Fields($"destinations.{field.Name}", ["percent", "exists", .. Parts.Keys]);
        var checks = fields.Where(part => Parts.ContainsKey(part.Name)).Select(part => Parts[part.Name](part)).ToList();
        return new Expected(field.Name, field.Value["percent"]?.Number("percent") ?? 100, field.Value["exists"]?.Flag("exists") ?? true, destination => checks.SelectMany(check => check(destination)));
    }

    private static List<string> Compare(RequestAnswer answer, IReadOnlyList<Expected> expected)
    {
        if (answer.Kind is not (AnswerKind.Forwarded or AnswerKind.PassedThrough))
            return [$"expected the request to be forwarded, but it is {Words.Of(answer.Kind)}{(answer.Answer is { } local ? $" with {local.Status}" : "")}"];
        var differences = new List<string>();
        var left = answer.Destinations.ToList();
        foreach (var wanted in expected)
        {
            var found = left.Where(destination => ClusterKey.Matches(wanted.Key, destination.ClusterName)).ToList();
            if (found.Count == 0)
            {
                differences.Add($"expected {Words.Of(wanted.Percent)} % to go to {wanted.Key}, but nothing does; {Split(answer)}");
                continue;
            }

            // The same destination may be stated twice in a route.
            differences.AddRange(Words.Same($"% to {wanted.Key}", wanted.Percent, found.Sum(destination => destination.Share) * 100));
            if (wanted.Exists)
                differences.AddRange(found.SelectMany(Trouble).Distinct());
            differences.AddRange(found.SelectMany(wanted.Differences).Select(difference => expected.Count > 1 ? $"{wanted.Key}: {difference}" : difference));
            left.RemoveAll(found.Contains);
        }

        differences.AddRange(left.Where(destination => destination.Share > 0).Select(destination => $"expected nothing to go to {destination.ClusterName}, but {Words.Of(destination.Share * 100)} % do"));
        return differences;
    }

    private static IEnumerable<string> Trouble(DestinationAnswer destination) => destination switch
    {
        { Cluster: null } when destination.ClusterName.Contains('|', StringComparison.Ordinal) => [$"{destination.ClusterName} does not exist: callers get 503, flag NC"],
        { Cluster: { Kind: ClusterKind.Endpoints, Endpoints.IsEmpty: true } } => [$"{destination.ClusterName} has no endpoints: callers get 503, flag UH"],
        _ => [],
    };

    private static string Split(RequestAnswer answer) => string.Join(", ", answer.Destinations.Select(destination => $"{Words.Of(destination.Share * 100)} % go to {destination.ClusterName}"));

    private sealed record Expected(string Key, double Percent, bool Exists, Func<DestinationAnswer, IEnumerable<string>> Differences);
}
