using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Headers;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing.Headers;

public sealed class HeaderTransformTests
{
    [Fact]
    public void Removals_come_first_then_replacements_then_additions()
    {
        var headers = Apply(Requests("headers: {request: {add: {x-a: added}, set: {x-a: set}, remove: [x-a, X-Gone]}}, route: [{destination: {host: model}}]"), "x-a: client", "x-gone: 1", "x-stays: 1");

        Assert.Equal(["x-stays: 1", "x-a: set", "x-a: added"], headers);
    }

    [Fact]
    public void With_one_destination_its_changes_join_the_rules_and_its_set_wins()
    {
        var steps = Requests("headers: {request: {set: {x-a: rule}, add: {x-b: rule}}}, route: [{destination: {host: model}, headers: {request: {set: {x-a: destination}, add: {x-b: destination}, remove: [x-b]}}}]");

        Assert.Single(steps);
        Assert.Equal(["x-a: destination", "x-b: rule", "x-b: destination"], Apply(steps, "x-b: client"));
    }

    [Fact]
    public void With_several_destinations_the_rules_changes_run_after_and_win()
    {
        var steps = Requests("headers: {request: {set: {x-a: rule}, remove: [x-b]}}, route: [{destination: {host: model}, weight: 100, headers: {request: {set: {x-a: destination, x-b: destination}}}}, {destination: {host: store}, weight: 0}]");

        Assert.Equal(["x-a: rule"], Apply(steps));
    }

    [Fact]
    public void An_empty_value_and_a_missing_substitution_change_nothing() =>
        Assert.Equal(["x-a: client", "x-b: client"], Apply(Requests("headers: {request: {set: {x-a: '', x-b: '%REQ(x-missing)%'}, add: {x-c: ''}}}, route: [{destination: {host: model}}]"), "x-a: client", "x-b: client"));

    [Fact]
    public void Values_are_computed_after_the_removals_and_before_the_first_change() =>
        Assert.Equal(["x-b: client", "x-a: client", "x-c: client"], Apply(Requests("headers: {request: {set: {x-a: '%REQ(x-b)%', x-c: '%REQ(x-b)%'}, add: {x-d: '%REQ(x-gone)%'}, remove: [x-gone]}}, route: [{destination: {host: model}}]"), "x-b: client", "x-gone: 1"));

    [Fact]
    public void Host_and_pseudo_headers_are_no_header_changes() =>
        Assert.Equal(["x-a: 1"], Apply(Requests("headers: {request: {set: {host: other, x-a: '1'}}}, route: [{destination: {host: model}}]")));

    [Fact]
    public void Redirects_and_direct_responses_carry_the_rules_response_headers()
    {
        var mesh = new TestMesh(TestMesh.VirtualService("rule", "model", "- {headers: {response: {set: {x-a: '1'}}}, directResponse: {status: 200}}"));

        Assert.Equal(["x-a: 1"], Apply(mesh.Send("model").Route!.ResponseHeaders));
    }

    private static ImmutableArray<HeaderTransform> Requests(string rule) => new TestMesh(TestMesh.VirtualService("rule", "model", $"- {{{rule}}}")).Send("model").Destination!.RequestHeaders;

    private static List<string> Apply(ImmutableArray<HeaderTransform> steps, params IEnumerable<string> headers)
    {
        var editor = new Editor(headers.Select(header => header.Split(": ")).Select(parts => (parts[0], parts[1])));
        foreach (var step in steps)
            step.Apply(editor, editor);
        return editor.Lines;
    }

    private sealed class Editor(IEnumerable<(string Name, string Value)> headers) : IHeaderEditor, ISubstitutions
    {
        private readonly List<(string Name, string Value)> _headers = [.. headers];

        public List<string> Lines => [.. _headers.Select(header => $"{header.Name}: {header.Value}")];

        public void Remove(string name) => _headers.RemoveAll(header => header.Name == name);

        public void Append(string name, string value) => _headers.Add((name, value));

        public void Replace(string name, string value)
        {
            Remove(name);
            Append(name, value);
        }

        public StringValues RequestHeader(string name) => new([.. _headers.Where(header => header.Name == name).Select(header => header.Value)]);

        public StringValues ResponseHeader(string name) => default;

        public string? Command(string command, string argument) => null;
    }
}
