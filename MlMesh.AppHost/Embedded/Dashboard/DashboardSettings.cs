using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Where the dashboard is and who may use it, from the configuration keys that Aspire knows.</summary>
internal sealed record DashboardSettings
{
    public const string BrowserTokenKey = "AppHost:BrowserToken";
    public const string OtlpApiKeyKey = "AppHost:OtlpApiKey";

    /// <summary>Holds the dashboard's address; once the settings are read, the one that it really has.</summary>
    public const string FrontendKey = "ASPNETCORE_URLS";

    private const string AnonymousKey = "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS";
    private const string LegacyAnonymousKey = "DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS";
    private const string OtlpGrpcKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string LegacyOtlpGrpcKey = "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string OtlpHttpKey = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    public required bool IsEnabled { get; init; }

    public required string FrontendUrl { get; init; }

    public required string OtlpGrpcUrl { get; init; }

    public required string OtlpHttpUrl { get; init; }

    public string? BrowserToken { get; init; }

    public string? OtlpApiKey { get; init; }

    /// <summary>The endpoint for services, and its protocol: gRPC unless only the HTTP one was configured.</summary>
    public (string Endpoint, string Protocol) Otlp => PrefersHttp ? (OtlpHttpUrl, "http/protobuf") : (OtlpGrpcUrl, "grpc");

    private bool PrefersHttp { get; init; }

    public static bool IsAnonymous(IConfiguration configuration) =>
        configuration.GetValue<bool?>(AnonymousKey) ?? configuration.GetValue(LegacyAnonymousKey, false);

    public static DashboardSettings From(IConfiguration configuration, bool disabled)
    {
        var grpc = configuration[OtlpGrpcKey] ?? configuration[LegacyOtlpGrpcKey];
        var http = configuration[OtlpHttpKey];
        var prefersHttp = grpc is null && http is not null;
        grpc ??= "http://localhost:18889";
        http ??= "http://localhost:18890";
        if (disabled)
            return new() { IsEnabled = false, FrontendUrl = "", OtlpGrpcUrl = grpc, OtlpHttpUrl = http, PrefersHttp = prefersHttp };
        return new()
        {
            IsEnabled = true,
            FrontendUrl = FreeUrl(configuration[FrontendKey]?.Split(';')[0] ?? "http://localhost:18888"),
            OtlpGrpcUrl = FreeUrl(grpc),
            OtlpHttpUrl = FreeUrl(http),
            PrefersHttp = prefersHttp,
            BrowserToken = configuration[BrowserTokenKey],
            OtlpApiKey = configuration[OtlpApiKeyKey],
        };
    }

    /// <summary>The dashboard is a convenience: a taken port moves it instead of failing the run.</summary>
    private static string FreeUrl(string url)
    {
        var builder = new UriBuilder(url);
        if (builder.Port is 0 || !PortAllocator.IsFree(builder.Port))
            builder.Port = PortAllocator.Next();
        return builder.Uri.GetLeftPart(UriPartial.Authority);
    }
}
