using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MlMesh.ServiceDefaults.Routing;

/// <summary>How the services take paths.</summary>
internal static class RoutingExtensions
{
    /// <summary>Makes endpoints answer to their exact paths only.</summary>
    public static void AddExactPaths(this IHostApplicationBuilder builder) =>
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, ExactPaths>());
}
