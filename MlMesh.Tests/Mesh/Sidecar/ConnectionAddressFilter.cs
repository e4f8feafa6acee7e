using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;

namespace MlMesh.Tests.Mesh.Sidecar;

/// <summary>
/// Stands ahead of everything and says where requests come from, since a test on one machine can come from nowhere else.
/// </summary>
/// <param name="connection">The address of the connection itself.</param>
/// <param name="forwarded">The address that forwarded headers would have made of it.</param>
internal sealed class ConnectionAddressFilter(IPAddress connection, IPAddress forwarded) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            context.Features.Set<IConnectionEndPointFeature>(new EndPoints { RemoteEndPoint = new IPEndPoint(connection, 40_000) });
            context.Connection.RemoteIpAddress = forwarded;
            return following(context);
        });
        next(app);
    };

    private sealed class EndPoints : IConnectionEndPointFeature
    {
        public EndPoint? LocalEndPoint { get; set; }

        public EndPoint? RemoteEndPoint { get; set; }
    }
}
