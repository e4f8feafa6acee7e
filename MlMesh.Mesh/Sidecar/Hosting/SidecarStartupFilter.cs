using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Puts the proxies ahead of everything that the application does, and opens the mesh port beside the application's own.</summary>
internal sealed class SidecarStartupFilter(IOptions<MeshOptions> options) : IStartupFilter
{
    // Where Kestrel listens when nobody says anything, which an address more would change.
    private const string Default = "http://localhost:5000";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (options.Value.Port > 0 && app.ServerFeatures.Get<IServerAddressesFeature>()?.Addresses is { } addresses)
        {
            if (addresses.Count == 0)
                addresses.Add(Default);
            addresses.Add(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{options.Value.Port}"));
        }

        app.UseMiddleware<SidecarMiddleware>();
        next(app);
    };
}
