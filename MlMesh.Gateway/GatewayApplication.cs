using MlMesh.Gateway.Console;
using MlMesh.Gateway.Forwarding;
using MlMesh.Gateway.Headers;
using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.Gateway;

/// <summary>The frontend: the public API, forwarded to the inference service, and the web console.</summary>
public static class GatewayApplication
{
    /// <summary>Builds the gateway without starting it.</summary>
    /// <param name="args">Configuration as <c>--key=value</c>; the sections <c>Gateway</c> and <c>services</c>, and those of ASP.NET Core (<c>--urls</c>).</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is missing or wrong; the message names its key.</exception>
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(GatewayApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddServiceDefaults();
        builder.AddForwarding();
        builder.AddConsole();

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.MapDefaultEndpoints();
        app.MapForwarding();
        app.MapConsole();
        return app;
    }
}
