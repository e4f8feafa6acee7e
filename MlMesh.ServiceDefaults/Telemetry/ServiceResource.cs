using System.Reflection;
using OpenTelemetry.Resources;

namespace MlMesh.ServiceDefaults.Telemetry;

/// <summary>
/// Who emits the telemetry: <c>service.name</c>, <c>service.version</c> and <c>service.instance.id</c>, where <c>OTEL_SERVICE_NAME</c> and
/// <c>OTEL_RESOURCE_ATTRIBUTES</c> win over what is derived from the process.
/// </summary>
internal sealed class ServiceResource(string applicationName)
{
    private readonly string _instanceId = Guid.NewGuid().ToString();

    private static string? Version =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public ResourceBuilder CreateBuilder() => Fill(ResourceBuilder.CreateEmpty());

    /// <summary>All three signals carry the same instance id, or a backend takes them for three services.</summary>
    public ResourceBuilder Fill(ResourceBuilder builder) => builder
        .Clear()
        .AddTelemetrySdk()
        .AddService(applicationName, serviceVersion: Version, autoGenerateServiceInstanceId: false, serviceInstanceId: _instanceId)
        .AddEnvironmentVariableDetector();
}
