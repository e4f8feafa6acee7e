using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Puts <see cref="MeshPort"/> in front of HTTP on the mesh port, and on no other.</summary>
internal sealed class MeshPortEndpoint(IOptions<MeshOptions> options, MeshPort port) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel) => kestrel.ConfigureEndpointDefaults(endpoint =>
    {
        if (options.Value.Port == 0 || endpoint.IPEndPoint?.Port != options.Value.Port)
            return;
        endpoint.Protocols = HttpProtocols.Http1;
        endpoint.Use(next => connection => port.ServeAsync(connection, next));
    });
}
