using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Reading;

/// <summary>Reads the requests of a test.</summary>
internal static class QuestionReader
{
    /// <summary>Who calls; a test's own value counts before the defaults'.</summary>
    public static readonly string[] CallerFields = ["source", "identity", "gateway", "clientIp", "claims", "token", "headers"];

    public static readonly string[] TestFields = ["name", "request", "requests", "expect", .. CallerFields];

    private static readonly string[] RequestFields = ["method", "url", "path", "host", "connect", "port", "scheme", "headers"];

    public static IReadOnlyList<RequestQuestion> Read(YamlNode test, YamlNode? defaults)
    {
        var nodes = test["requests"] is { } several ? several.Items("requests") : test["request"] is { } single ? [single] : throw new TestSyntaxException(test.Line, "the test has no request");
        if (nodes.Count == 0)
            throw new TestSyntaxException(test["requests"]!.Line, "requests is empty, so that nothing is tested; add a request");
        return [.. nodes.Select(node => Caller(Request(node), test, defaults))];
    }

    private static RequestQuestion Request(YamlNode node)
    {
        if (node is YamlScalar)
            return Line(node, node.Text("request"), null);
        node.Fields("request", RequestFields);
        var question = node["url"] is { } url ? Line(url, url.Text("url"), node["method"]?.Text("method")) : new RequestQuestion
        {
            Method = node["method"]?.Text("method") ?? "GET",
            Target = node["path"]?.Text("path") ?? "/",
            Authority = null,
        };
        return question with
        {
            Authority = node["host"]?.Text("host") ?? question.Authority,
            Address = node["connect"]?.Text("connect") ?? question.Address,
            Port = node["port"]?.Whole("port") ?? question.Port,
            Scheme = node["scheme"]?.Text("scheme") ?? question.Scheme,
            Headers = Lines(node["headers"]),
        };
    }

    private static RequestQuestion Line(YamlNode node, string text, string? method)
    {
        try
        {
            var line = RequestLineText.Parse(method is null ? text : $"{method} {text}");
            return new RequestQuestion { Method = line.Method, Scheme = line.Scheme, Authority = line.Authority, Port = line.Port, Target = line.Target };
        }
        catch (QuestionException e)
        {
            throw new TestSyntaxException(node.Line, e.Message);
        }
    }

    private static RequestQuestion Caller(RequestQuestion request, YamlNode test, YamlNode? defaults)
    {
        YamlNode? Of(string field) => test[field] ?? defaults?[field];
        var headers = request.Headers.Concat(Lines(test["headers"])).ToList();
        headers.AddRange(Lines(defaults?["headers"]).Where(line => headers.TrueForAll(own => own.Key != line.Key)));
        if (Of("token") is { } token)
            headers.Add(KeyValuePair.Create("authorization", $"Bearer {token.Text("token")}"));
        var host = headers.FindLast(header => header.Key == "host");
        return request with
        {
            Headers = [.. headers.Where(header => header.Key != "host")],
            Authority = host.Key is null ? request.Authority : host.Value,
            Address = host.Key is null ? request.Address : request.Address ?? request.Authority,
            Source = Of("source")?.Text("source"),
            Identity = Of("identity")?.Text("identity"),
            Gateway = Of("gateway") switch
            {
                null or YamlScalar { Kind: ScalarKind.Boolean, Text: "false" } => null,
                YamlScalar { Kind: ScalarKind.Boolean } => "",
                var named => named.Text("gateway"),
            },
            ClientAddress = Of("clientIp")?.Text("clientIp"),
            Claims = Of("claims") is { } claims ? Claims(claims) : null,
        };
    }

    private static List<KeyValuePair<string, string>> Lines(YamlNode? node) => node switch
    {
        null => [],
        // A list of pairs keeps the order of repeated lines.
        YamlSequence pairs => [.. pairs.Items.Select(pair => pair.Items("a header") is [var name, var value]
            ? KeyValuePair.Create(name.Text("a header's name").ToLowerInvariant(), value.Text("a header's value"))
            : throw new TestSyntaxException(pair.Line, "a header in a list is [name, value]"))],
        _ => [.. node.Headers("headers").SelectMany(header => (header.Values ?? []).Select(value => KeyValuePair.Create(header.Name, value)))],
    };

    private static StatedClaims? Claims(YamlNode node) => StatedClaims.Parse(
    [
        .. node.Fields("claims").SelectMany(field => field.Value is YamlSequence list
            ? list.Items.Select(item => $"{field.Name}={item.Text("a claim")}")
            : [$"{field.Name}={field.Value.Text("a claim")}"]),
    ]);
}
