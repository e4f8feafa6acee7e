using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace MlMesh.ServiceDefaults.Telemetry;

/// <summary>Puts the middleware outermost, where it sees the status that the client gets.</summary>
internal sealed class ServerSpanStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<ServerSpanMiddleware>();
        next(app);
    };
}
