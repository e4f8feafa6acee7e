using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace MlMesh.Gateway.Forwarding;

/// <summary>Registers and maps what the gateway forwards.</summary>
internal static class ForwardingExtensions
{
    /// <summary>Adds the forwarder, its settings, and the server limits that follow from them.</summary>
    public static void AddForwarding(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ForwardingOptions>()
            .BindConfiguration(ForwardingOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.Address = configuration[ForwardingOptions.AddressKey])
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ForwardingOptions>, ForwardingOptionsValidator>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ForwardingOptions>>((kestrel, forwarding) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = forwarding.Value.MaxRequestBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = forwarding.Value.MaxClientConnections;
        });
        services.AddHttpForwarder();
        // It says two lines per request at Information, and at Warning what InferenceForwarder says too.
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder", LogLevel.Error);
        services.AddHttpClient(InferenceTransport.ClientName)
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider.GetRequiredService<IOptions<ForwardingOptions>>().Value));
        services.AddSingleton<InferenceTransport>();
        services.AddSingleton<InferenceForwarder>();
    }

    /// <summary>Maps <c>/predict</c>, <c>/outcomes</c> and <c>/v2</c>.</summary>
    public static void MapForwarding(this WebApplication app)
    {
        var forwarder = app.Services.GetRequiredService<InferenceForwarder>();
        app.MapMethods("/predict", [HttpMethods.Get, HttpMethods.Post], forwarder.PredictAsync);
        app.MapPost("/outcomes", forwarder.ForwardAsync);
        app.Map("/v2/{**path}", forwarder.ForwardAsync);
    }

    private static SocketsHttpHandler CreateHandler(ForwardingOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = options.ConnectTimeout,
        MaxConnectionsPerServer = options.MaxUpstreamConnections,
        // The handler lives as long as the process, so connections must not: a Service's endpoints move.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        // Replaces the caller's trace headers with those of this hop instead of adding to them.
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.CreateW3CPropagator()),
    };
}
