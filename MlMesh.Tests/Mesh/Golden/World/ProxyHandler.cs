using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Sidecar.Listening;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>One connection into one side of a proxy.</summary>
internal sealed class ProxyHandler(MeshProxy proxy, ListenerKind listener, DownstreamConnection connection) : IHttpHandler
{
    public async ValueTask<MeshResponse?> HandleAsync(MeshRequest request, CancellationToken cancellationToken) => listener switch
    {
        ListenerKind.Outbound => await proxy.OutboundAsync(request, connection, cancellationToken),
        ListenerKind.Gateway => await proxy.GatewayAsync(request, connection, cancellationToken),
        _ => await proxy.InboundAsync(request, connection, cancellationToken),
    };
}
