using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MlMesh.ServiceDefaults.Prometheus;

internal static class PrometheusExtensions
{
    public static void AddPrometheus(this IHostApplicationBuilder builder) => builder.Services.AddSingleton<PrometheusScraper>();

    public static void MapPrometheus(this IEndpointRouteBuilder endpoints)
    {
        var scraper = endpoints.ServiceProvider.GetRequiredService<PrometheusScraper>();
        endpoints.MapGet("/metrics", (RequestDelegate)(context => scraper.WriteAsync(context.Response, context.RequestAborted)))
            .DisableHttpMetrics()
            .ExcludeFromDescription();
    }
}
