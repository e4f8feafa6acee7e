using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Checks;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Validator;

/// <summary>
/// Reads a test case of istio-config-validator (https://github.com/getyourguide/istio-config-validator, docs/test-cases.md): every combination of authorities,
/// methods and URIs must meet a rule whose stated parts are written just so, or, with <c>wantMatch: false</c>, must not.
/// </summary>
internal sealed class ValidatorCaseReader(string file)
{
    private static readonly string[] RequestFields = ["authority", "method", "uri", "headers"];
    private static readonly string[] Parts = ["route", "redirect", "rewrite", "fault", "headers", "delegate"];
    private static readonly string[] CaseFields = ["description", "wantMatch", "request", .. Parts];

    public PolicyTest Read(YamlNode node)
    {
        var fields = node.Fields("a test case", CaseFields);
        var request = node["request"] ?? throw new TestSyntaxException(node.Line, "the test case has no request");
        request.Fields("request", RequestFields);
        var headers = request["headers"] is { } stated ? stated.Headers("headers").SelectMany(header => (header.Values ?? []).Select(value => KeyValuePair.Create(header.Name, value))).ToList() : [];
        var questions = from uri in Texts(request, "uri")
                        from authority in Texts(request, "authority")
                        from method in Texts(request, "method")
                        select new RequestQuestion { Method = method, Target = uri, Authority = authority, Headers = headers };
        return new PolicyTest
        {
            Name = node["description"]?.Text("description") ?? "",
            Location = new SourceLocation(file, node.Line),
            Questions = [.. questions],
            Expectations = [.. fields.Where(field => Parts.Contains(field.Name)).Select(Expectation)],
            EntersAnywhere = true,
            // The tool's field is a Go bool: without it the stated route must not be met.
            IsNegated = node["wantMatch"]?.Flag("wantMatch") != true,
        };
    }

    private static List<string> Texts(YamlNode request, string name)
    {
        var texts = request[name]?.Items(name).Select(item => item.Text(name)).ToList() ?? [];
        return texts.Count > 0 ? texts : throw new TestSyntaxException(request.Line, $"the request needs at least one {name}");
    }

    private static Expectation Expectation(YamlField field) => new(field.Name, field.Line, field.Name == "delegate" ? Delegate(field.Value) : answer => Written(field, answer));

    private static IEnumerable<string> Written(YamlField field, RequestAnswer answer)
    {
        var actual = answer.Rule?[field.Name];
        return RuleText.Same(field.Value, actual, answer.Route?.Origin?.Namespace ?? "") ? [] : [$"expected {field.Name} {RuleText.Of(field.Value)}, got {RuleText.Of(actual)}"];
    }

    private static Func<RequestAnswer, IEnumerable<string>> Delegate(YamlNode node)
    {
        node.Fields("delegate", ["name", "namespace"]);
        var name = node["name"]?.Text("name") ?? "";
        var ns = node["namespace"]?.Text("namespace");
        return answer => Words.Same("delegate", name, answer.Route?.Origin?.Name).Concat(ns is null ? [] : Words.Same("the delegate's namespace", ns, answer.Route?.Origin?.Namespace));
    }
}
