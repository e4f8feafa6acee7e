using Microsoft.Extensions.Configuration;

namespace MlMesh.ServiceDefaults.Telemetry;

/// <summary>Which signals go out over OTLP, by OpenTelemetry's own settings: a signal needs an endpoint, and <c>OTEL_{SIGNAL}_EXPORTER=none</c> turns it off.</summary>
internal sealed record OtlpSignals(bool Traces, bool Metrics, bool Logs)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static OtlpSignals Read(IConfiguration configuration) =>
        new(IsOn(configuration, "TRACES"), IsOn(configuration, "METRICS"), IsOn(configuration, "LOGS"));

    private static bool IsOn(IConfiguration configuration, string signal)
    {
        // Both are checked, so that a mistake in either is reported.
        var hasEndpoint = HasAddress(configuration, Endpoint) | HasAddress(configuration, $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT");
        return hasEndpoint && !string.Equals(configuration[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasAddress(IConfiguration configuration, string key)
    {
        var value = configuration[key];
        if (string.IsNullOrWhiteSpace(value)) return false;
        if (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return true;
        throw new InvalidOperationException($"{key} is '{value}', which is no http or https address. Give one, such as http://localhost:4317, or unset it.");
    }
}
