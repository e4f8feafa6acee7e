using MlMesh.Mesh.Routing.Headers;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>Lets header rules change a request; <c>host</c> is its authority.</summary>
internal sealed class RequestEditor(MeshRequest request) : IHeaderEditor
{
    public void Remove(string name)
    {
        if (!IsAuthority(name))
            request.Headers.Remove(name);
    }

    public void Replace(string name, string value)
    {
        if (IsAuthority(name))
            request.Authority = value;
        else
            request.Headers.Replace(name, value);
    }

    public void Append(string name, string value)
    {
        if (IsAuthority(name))
            request.Authority = value;
        else
            request.Headers.Append(name, value);
    }

    private static bool IsAuthority(string name) => name is ":authority" or HeaderNames.Host;
}
