using Microsoft.Extensions.Primitives;

namespace MlMesh.Mesh.Routing;

/// <summary>Read access to the headers of a request, without those that <see cref="RequestHead"/> carries itself.</summary>
public interface IRequestHeaders
{
    /// <summary>All lines of a header in the order in which they arrived; <see cref="StringValues.Empty"/> when it is absent.</summary>
    /// <param name="name">The header's name in lower case.</param>
    StringValues Lines(string name);
}
