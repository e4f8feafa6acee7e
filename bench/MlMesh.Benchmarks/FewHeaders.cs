using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.Routing;

namespace MlMesh.Benchmarks;

/// <summary>A request's headers, as few as a browser-less client sends.</summary>
internal sealed class FewHeaders : IRequestHeaders
{
    public static FewHeaders Instance { get; } = new();

    public StringValues Lines(string name) => name switch
    {
        "x-user-group" => "alpha",
        "cookie" => "mlmesh-variant=v2-r7",
        _ => StringValues.Empty,
    };
}
