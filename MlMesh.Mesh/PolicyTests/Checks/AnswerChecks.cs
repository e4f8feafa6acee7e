using System.Globalization;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>Expectations of the proxy's own answer.</summary>
internal static class AnswerChecks
{
    private static readonly Dictionary<string, AnswerKind> Kinds = Enum.GetValues<AnswerKind>().ToDictionary(Words.Of);

    public static Func<RequestAnswer, IEnumerable<string>> Outcome(YamlField field)
    {
        var expected = field.Value.Text("outcome");
        if (!Kinds.ContainsKey(expected))
            throw new TestSyntaxException(field.Line, $"there is no outcome '{expected}'; it is one of {string.Join(", ", Kinds.Keys)}");
        return answer => Words.Same("outcome", expected, Words.Of(answer.Kind));
    }

    public static Func<RequestAnswer, IEnumerable<string>> Status(YamlField field)
    {
        var expected = field.Value.Whole("status");
        return answer => StatusOf(answer) is { } status
            ? Words.Same("status", Text(expected), Text(status))
            : [$"expected the mesh to answer {expected}, but the request is {Words.Of(answer.Kind)}{Where(answer)}"];
    }

    public static Func<RequestAnswer, IEnumerable<string>> Body(YamlField field)
    {
        var expected = field.Value.Text("body");
        return answer => Words.Same("body", expected, answer.Answer?.Body);
    }

    public static Func<RequestAnswer, IEnumerable<string>> Flags(YamlField field)
    {
        var expected = field.Value.IsNone() ? "" : field.Value.Text("flags");
        return answer => Words.Same("flags", expected, FlagsOf(answer));
    }

    public static Func<RequestAnswer, IEnumerable<string>> Details(YamlField field)
    {
        var expected = field.Value.Text("details");
        return answer => Words.Same("details", expected, answer.Answer?.Details);
    }

    /// <summary>The Location alone, or <c>{status, location}</c>.</summary>
    public static Func<RequestAnswer, IEnumerable<string>> Redirect(YamlField field)
    {
        if (field.Value is YamlScalar)
        {
            var only = field.Value.Text("redirect");
            return answer => Words.Same("Location", only, Location(answer));
        }

        field.Value.Fields("redirect", ["status", "location"]);
        var status = field.Value["status"]?.Whole("status");
        var location = field.Value["location"]?.Text("location");
        return answer =>
        [
            .. status is { } number ? Words.Same("redirect status", Text(number), answer.Kind == AnswerKind.Redirected ? Text(answer.Answer!.Status) : null) : [],
            .. location is not null ? Words.Same("Location", location, Location(answer)) : [],
        ];
    }

    /// <summary>The status that the mesh itself gives every such request, if it does.</summary>
    private static int? StatusOf(RequestAnswer answer) => answer.Answer?.Status
        ?? (answer.Destinations is [{ Cluster: null }] && answer.Kind == AnswerKind.Forwarded ? 503
            : answer.Destinations is [{ Callees: [{ Authorization: { Allowed: false } refusal }] }] ? refusal.Status : null);

    private static string? FlagsOf(RequestAnswer answer) =>
        answer.Answer?.Flags ?? (answer.Destinations is [{ Cluster: null }] && answer.Kind == AnswerKind.Forwarded ? "NC" : "");

    private static string? Location(RequestAnswer answer) => answer.Kind != AnswerKind.Redirected
        ? null
        : answer.Answer!.Headers.Where(header => header.Key == "location").Select(header => header.Value).FirstOrDefault();

    private static string Where(RequestAnswer answer) => answer.Destinations.IsEmpty ? "" : $" to {string.Join(", ", answer.Destinations.Select(destination => destination.ClusterName))}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
