using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace MlMesh.Tests.AppHost;

internal static class ApplicationExtensions
{
    public static int ProcessId(this DistributedApplication application, string resourceName) =>
        application.ResourceNotifications.TryGetCurrentState(resourceName, out var current)
            ? Convert.ToInt32(current.Snapshot.Properties.First(property => property.Name == "executable.pid").Value, CultureInfo.InvariantCulture)
            : throw new ArgumentException($"'{resourceName}' does not run.", nameof(resourceName));

    /// <summary>The environment variables that are set on a resource, as far as they are plain text.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(this DistributedApplication application, string resourceName)
    {
        var resource = application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == resourceName);
        var variables = await resource.EnvironmentAsync(application.Services.GetRequiredService<DistributedApplicationExecutionContext>());
        return variables.Where(variable => variable.Value is string).ToDictionary(variable => variable.Key, variable => (string)variable.Value);
    }

    /// <summary>The environment variables that are set on a resource.</summary>
    public static async Task<Dictionary<string, object>> EnvironmentAsync(this IResource resource, DistributedApplicationExecutionContext execution)
    {
        var context = new EnvironmentCallbackContext(execution, resource, []);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        return context.EnvironmentVariables;
    }
}
