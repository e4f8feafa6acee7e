using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Puts the proxies ahead of everything that the application does.</summary>
internal sealed class SidecarStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<SidecarMiddleware>();
        next(app);
    };
}
