using Microsoft.Extensions.Options;

namespace MlMesh.LocalServices.EgressGateway;

/// <summary>Istio's egress gateway for the local run: a proxy of the mesh with an identity of its own, and nothing behind it.</summary>
internal static class EgressGatewayApplication
{
    /// <summary>The argument that asks for it.</summary>
    public const string Name = "egress-gateway";

    /// <summary>Builds it. The proxy comes with the service defaults; the application has probes and metrics only.</summary>
    /// <param name="args">Configuration as <c>--Section:Key=value</c>; the section <c>Mesh</c> as for every service.</param>
    /// <exception cref="OptionsValidationException">It is not told of a mesh.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (builder.Configuration["Mesh:Policy"] is not { Length: > 0 })
            throw new OptionsValidationException("Mesh", typeof(EgressGatewayApplication), ["Mesh:Policy is missing. A gateway is nothing without a mesh: give the policy's folder."]);
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        return app;
    }
}
