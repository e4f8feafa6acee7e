using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.Routing;

namespace MlMesh.Tests.Mesh.Routing;

/// <summary>Request headers from a list of pairs.</summary>
internal sealed class TestHeaders : IRequestHeaders
{
    private readonly Dictionary<string, StringValues> _lines = [];

    public TestHeaders(params IEnumerable<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
            _lines[name.ToLowerInvariant()] = StringValues.Concat(_lines.GetValueOrDefault(name.ToLowerInvariant()), value.Trim(' '));
    }

    public StringValues Lines(string name) => _lines.GetValueOrDefault(name);
}
