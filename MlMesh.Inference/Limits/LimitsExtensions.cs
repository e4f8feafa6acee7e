using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using MlMesh.Inference.Models;
using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.Inference.Limits;

internal static class LimitsExtensions
{
    public static void AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LimitsOptions>()
            .Bind(configuration.GetSection(LimitsOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitsOptions>>((kestrel, limits) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.Value.MaxBodyBytes;
        });
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<LimitsOptions>>((timeouts, limits) =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = limits.Value.RequestTimeout,
                TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
                WriteTimeoutResponse = context => WriteTimeoutAsync(context, limits.Value.RequestTimeout),
            });
    }

    public static void UseLimits(this WebApplication app) => app.UseRequestTimeouts();

    private static Task WriteTimeoutAsync(HttpContext context, TimeSpan timeout)
    {
        // The token that the timeout has cancelled would cancel its answer too.
        context.RequestAborted = CancellationToken.None;
        if (ModelRoute.FindAnswering(context) is { } model)
            context.Response.SetModel(model);
        return Problem.WriteAsync(context, StatusCodes.Status504GatewayTimeout, $"The request took longer than {timeout.TotalSeconds} s (Limits:RequestTimeout).");
    }
}
