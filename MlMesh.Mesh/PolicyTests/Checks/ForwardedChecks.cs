using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>Expectations of the request as it is forwarded, and of the workloads that get it.</summary>
internal static class ForwardedChecks
{
    public static Func<RequestAnswer, IEnumerable<string>> Path(YamlField field) => Each.Destination(OnePath(field));

    public static Func<RequestAnswer, IEnumerable<string>> Host(YamlField field) => Each.Destination(OneHost(field));

    public static Func<RequestAnswer, IEnumerable<string>> RequestHeaders(YamlField field) => Each.Destination(OneRequestHeaders(field));

    public static Func<RequestAnswer, IEnumerable<string>> Labels(YamlField field) => Each.Destination(OneLabels(field));

    public static Func<DestinationAnswer, IEnumerable<string>> OnePath(YamlField field)
    {
        var expected = field.Value.Text("path");
        return destination => Words.Same("forwarded path", expected, destination.Request.Target);
    }

    public static Func<DestinationAnswer, IEnumerable<string>> OneHost(YamlField field)
    {
        var expected = field.Value.Text("host");
        return destination => Words.Same("forwarded host", expected, destination.Request.Authority);
    }

    public static Func<DestinationAnswer, IEnumerable<string>> OneRequestHeaders(YamlField field)
    {
        var expected = field.Value.Headers("requestHeaders");
        return destination => expected.SelectMany(header => HeaderWords.Same("request", header.Name, header.Values, [.. destination.Request.Headers.Lines(header.Name).OfType<string>()]));
    }

    public static Func<DestinationAnswer, IEnumerable<string>> OneLabels(YamlField field)
    {
        var expected = field.Value.Fields("labels").Select(label => (label.Name, Value: label.Value.Text("a label"))).ToList();
        return destination => Each.Callee(destination, callee => expected.SelectMany(label => Words.Same($"label {label.Name} of {callee.Workload.Name}", label.Value, callee.Workload.Labels.GetValueOrDefault(label.Name))));
    }
}
