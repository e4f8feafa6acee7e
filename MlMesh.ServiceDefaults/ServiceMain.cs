using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MlMesh.Mesh.Loading;

namespace MlMesh.ServiceDefaults;

/// <summary>The last frame of a service: what keeps it from starting is said in words, not as a stack trace.</summary>
public static class ServiceMain
{
    /// <summary>Builds a service and runs it until it is asked to stop.</summary>
    /// <param name="build">Builds the service.</param>
    /// <param name="error">Where it says what keeps it from starting; standard error by default.</param>
    /// <returns>The exit code: 0 after a stop, 1 when a setting, the policy or a file that it needs is missing or wrong.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build, TextWriter? error = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        WebApplication? service = null;
        try
        {
            service = build();
            await service.StartAsync();
        }
        catch (Exception reason) when (reason is OptionsValidationException or PolicyLoadException or InvalidOperationException or IOException)
        {
            await (error ?? Console.Error).WriteLineAsync($"The service cannot start: {reason.Message}");
            if (service is not null)
                await service.DisposeAsync();
            return 1;
        }
        await using (service)
            await service.WaitForShutdownAsync();
        return 0;
    }
}
