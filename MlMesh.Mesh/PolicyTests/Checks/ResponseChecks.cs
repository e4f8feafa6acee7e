using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>
/// <c>responseHeaders</c>: what the caller gets of an answer without headers of its own. A null must be taken away even when the application sends it.
/// </summary>
internal static class ResponseChecks
{
    private const string FromApplication = "from the application";

    public static Func<RequestAnswer, IEnumerable<string>> Headers(YamlField field)
    {
        var one = OneHeaders(field);
        var local = Local(field);
        var forwarded = Each.Destination(one);
        return answer => answer.Answer is { } own ? local(own) : forwarded(answer);
    }

    public static Func<DestinationAnswer, IEnumerable<string>> OneHeaders(YamlField field)
    {
        var expected = field.Value.Headers("responseHeaders");
        var removed = expected.Where(header => header.Values is null).Select(header => KeyValuePair.Create(header.Name, FromApplication)).ToList();
        return destination =>
        {
            var answer = destination.Answer(removed);
            return expected.SelectMany(header => HeaderWords.Same("response", header.Name, header.Values, Lines(answer, header.Name)));
        };
    }

    private static Func<LocalAnswer, IEnumerable<string>> Local(YamlField field)
    {
        var expected = field.Value.Headers("responseHeaders");
        return answer => expected.SelectMany(header => HeaderWords.Same("response", header.Name, header.Values, Lines(answer.Headers, header.Name)));
    }

    private static List<string> Lines(IReadOnlyList<KeyValuePair<string, string>> headers, string name) => [.. headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
}
