using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>Expectations of the route that matched.</summary>
internal static class RouteChecks
{
    public static Func<RequestAnswer, IEnumerable<string>> Route(YamlField field)
    {
        var expected = field.Value.Text("route");
        return answer => answer.Route?.Name == expected ? [] : [$"expected route '{expected}', got {Got(answer)}{WhyNot(expected, answer)}"];
    }

    public static Func<RequestAnswer, IEnumerable<string>> VirtualService(YamlField field)
    {
        var expected = field.Value.Text("virtualService");
        return answer =>
        {
            var actual = answer.Route?.Origin is { } origin ? expected.Contains('/', StringComparison.Ordinal) ? $"{origin.Namespace}/{origin.Name}" : origin.Name : null;
            return Words.Same("VirtualService", expected, actual);
        };
    }

    public static Func<RequestAnswer, IEnumerable<string>> Cluster(YamlField field)
    {
        var expected = field.Value.Text("cluster");
        return answer => answer.Destinations.Any(destination => destination.ClusterName == expected)
            ? []
            : [$"expected cluster '{expected}', got {(answer.Destinations.IsEmpty ? Words.Of(answer.Kind) : string.Join(", ", answer.Destinations.Select(destination => destination.ClusterName)))}"];
    }

    public static Func<RequestAnswer, IEnumerable<string>> Timeout(YamlField field)
    {
        TimeSpan? expected = field.Value.IsNone() ? null : field.Value.Duration("timeout");
        return answer => answer.Route is { } route ? Words.Same("timeout", expected, route.Timeout) : expected is null ? [] : [Unrouted($"timeout {Words.Of(expected)}", answer)];
    }

    /// <summary>The failure of an expectation of a route, where the request meets none.</summary>
    public static string Unrouted(string expected, RequestAnswer answer) => $"expected {expected}, but no HTTP route decides: the request is {Words.Of(answer.Kind)}";

    /// <summary><c>none</c>, or destinations with their percentages.</summary>
    public static Func<RequestAnswer, IEnumerable<string>> Mirrors(YamlField field)
    {
        var expected = field.Value.IsNone() ? [] : field.Value.Fields("mirrors").Select(mirror => (Key: mirror.Name, Percent: mirror.Value.Number($"mirrors.{mirror.Name}"))).ToList();
        return answer =>
        {
            var left = (answer.Route?.Mirrors ?? []).ToList();
            var differences = new List<string>();
            foreach (var (key, percent) in expected)
            {
                var found = left.Find(mirror => ClusterKey.Matches(key, mirror.Cluster));
                if (found is null)
                    differences.Add($"expected {Words.Of(percent)} % to be mirrored to {key}, but nothing is");
                else
                    differences.AddRange(Words.Same($"% mirrored to {key}", percent, found.Share.Millionths / 10_000.0));
                left.Remove(found!);
            }

            differences.AddRange(left.Select(mirror => $"expected no mirror to {mirror.Cluster}, but {Words.Of(mirror.Share.Millionths / 10_000.0)} % are copied there"));
            return differences;
        };
    }

    private static string Got(RequestAnswer answer) => answer.Route is { } route ? $"'{route.Name}'" : Words.Of(answer.Kind);

    private static string WhyNot(string expected, RequestAnswer answer)
    {
        if (answer.Explanation is not { } explanation)
            return "";
        var tried = explanation.Verdicts.Where(verdict => verdict.Route.Name == expected && verdict.Mismatch is not null).Select(verdict => verdict.Mismatch!).Distinct().ToList();
        if (tried.Count > 0)
            return $" ({string.Join("; ", tried)})";
        return explanation.Omitted.FirstOrDefault(rule => rule.Name == expected) is { } omitted ? $" ({omitted.Reason})" : "";
    }
}
