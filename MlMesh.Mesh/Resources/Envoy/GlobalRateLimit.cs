namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Envoy's rate-limit filter, which asks a service. Source: <c>envoy.extensions.filters.http.ratelimit.v3.RateLimit</c>.</summary>
public sealed record GlobalRateLimit
{
    /// <summary>The message's name.</summary>
    public const string TypeName = "envoy.extensions.filters.http.ratelimit.v3.RateLimit";

    /// <summary>The domain whose limits the service applies.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Which of the route's <c>rate_limits</c> describe requests: those of this stage.</summary>
    public uint Stage { get; init; }

    /// <summary>Whether requests are refused when the service gives no answer; otherwise they go on.</summary>
    public bool FailureModeDeny { get; init; }

    /// <summary>Status when the service gives no answer and <see cref="FailureModeDeny"/> holds.</summary>
    public int StatusOnError { get; init; } = 500;

    /// <summary>Status of a refusal; a status below 400 becomes 429.</summary>
    public int Status { get; init; } = 429;

    /// <summary>The service's cluster, for example <c>outbound|8081||ratelimit.ml-services.svc.cluster.local</c>.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>Whether answers tell limit, remainder and time until the window ends.</summary>
    public bool AddsRateLimitHeaders { get; init; }

    /// <summary>Whether refusals carry <c>x-envoy-ratelimited</c>.</summary>
    public bool MarksRefusals { get; init; } = true;

    /// <summary>Whether gRPC clients get RESOURCE_EXHAUSTED instead of UNAVAILABLE.</summary>
    public bool AsResourceExhausted { get; init; }

    /// <summary>Headers of a refusal.</summary>
    public IReadOnlyList<HeaderValueOption> ResponseHeaders { get; init; } = [];

    internal static GlobalRateLimit Read(EnvoyMessage message)
    {
        // How long the service may take: in the same process it never takes that long.
        message.Ignore("@type", "timeout", "stat_prefix");
        message.Require("domain");
        message.Require("rate_limit_service");
        var limit = new GlobalRateLimit
        {
            Domain = message.Text("domain"),
            Stage = message.Number("stage"),
            FailureModeDeny = message.Flag("failure_mode_deny"),
            StatusOnError = HttpStatusCodes.Read(message.Message("status_on_error")) ?? 500,
            Status = HttpStatusCodes.ReadRefusal(message.Message("rate_limited_status")),
            Cluster = ReadCluster(message.Message("rate_limit_service")),
            AddsRateLimitHeaders = message.Choice("enable_x_ratelimit_headers", "OFF", "DRAFT_VERSION_03") == 1,
            MarksRefusals = !message.Flag("disable_x_envoy_ratelimited_header"),
            AsResourceExhausted = message.Flag("rate_limited_as_resource_exhausted"),
            ResponseHeaders = HeaderValueOption.ReadAll(message, "response_headers_to_add"),
        };
        if (message.Text("request_type", "both") is not ("both" or ""))
            message.Report.Unsupported(message.Path, message.Line, "request_type other than both");
        if (limit.Stage > RateLimitPolicy.LastStage)
            message.Report.Refused(message.Path, message.Line, "stage must be 10 or less");
        message.Done();
        return limit;
    }

    private static string ReadCluster(EnvoyMessage? service)
    {
        service?.Ignore("transport_api_version");
        var call = service?.Message("grpc_service");
        service?.Done();
        call?.Ignore("timeout");
        var envoy = call?.Message("envoy_grpc");
        call?.Done();
        envoy?.Ignore("authority");
        var cluster = envoy?.Text("cluster_name") ?? "";
        envoy?.Done();
        return cluster;
    }
}
