using System.Collections.Immutable;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing.Headers;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Headers that a filter adds, compiled.</summary>
internal sealed class CompiledHeaders(IEnumerable<HeaderValueOption> options)
{
    private readonly ImmutableArray<(string Name, HeaderFormat Value, HeaderAppendAction Action)> _headers =
        [.. options.Select(option => (option.Name, HeaderFormat.Parse(option.Value), option.Action))];

    public bool IsEmpty => _headers.IsEmpty;

    /// <summary>Adds the headers to a request.</summary>
    public void ApplyTo(Exchange exchange)
    {
        if (!_headers.IsEmpty)
            Apply(new RequestEditor(exchange.Request), exchange.Request.Headers, new Substitutions(exchange, response: null));
    }

    /// <summary>The headers of an answer of the filter's own.</summary>
    public HeaderList ForAnswer(Exchange exchange)
    {
        var answer = new HeaderList(_headers.Length + 1);
        Apply(answer, answer, new Substitutions(exchange, response: null));
        return answer;
    }

    private void Apply(IHeaderEditor editor, HeaderList existing, Substitutions substitutions)
    {
        foreach (var (name, format, action) in _headers)
        {
            var value = format.Evaluate(substitutions);
            if (value.Length == 0)
                continue;
            if (action == HeaderAppendAction.Append)
                editor.Append(name, value);
            else if (action == HeaderAppendAction.Overwrite || existing.Contains(name) == (action == HeaderAppendAction.OverwriteIfExists))
                editor.Replace(name, value);
        }
    }
}
