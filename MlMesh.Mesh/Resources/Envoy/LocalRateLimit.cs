namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Envoy's local rate-limit filter, or what a route or virtual host says instead of it. Source: <c>envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit</c>.</summary>
public sealed record LocalRateLimit
{
    /// <summary>The message's name.</summary>
    public const string TypeName = "envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit";

    /// <summary>Status of a refusal; a status below 400 becomes 429.</summary>
    public int Status { get; init; } = 429;

    /// <summary>The bucket of all requests; absent, only descriptors limit.</summary>
    public TokenBucketSettings? TokenBucket { get; init; }

    /// <summary>Share of requests that are counted; absent: none.</summary>
    public RuntimeFraction? FilterEnabled { get; init; }

    /// <summary>Share of the requests over the limit that are refused; absent: none.</summary>
    public RuntimeFraction? FilterEnforced { get; init; }

    /// <summary>Headers that a request over the limit gets when it goes on all the same.</summary>
    public IReadOnlyList<HeaderValueOption> RequestHeadersWhenNotEnforced { get; init; } = [];

    /// <summary>Headers of a refusal.</summary>
    public IReadOnlyList<HeaderValueOption> ResponseHeaders { get; init; } = [];

    /// <summary>Limits by descriptor.</summary>
    public IReadOnlyList<LocalRateLimitDescriptor> Descriptors { get; init; } = [];

    /// <summary>Which of the route's <c>rate_limits</c> describe requests: those of this stage.</summary>
    public uint Stage { get; init; }

    /// <summary>How requests are described; empty: as the route says.</summary>
    public IReadOnlyList<RateLimitPolicy> RateLimits { get; init; } = [];

    /// <summary>When the virtual host's <c>rate_limits</c> count.</summary>
    public VirtualHostRateLimits VirtualHostRateLimits { get; init; }

    /// <summary>Whether a request that a descriptor limits takes a token of <see cref="TokenBucket"/> too.</summary>
    public bool AlwaysConsumeDefaultTokenBucket { get; init; } = true;

    /// <summary>Whether answers tell limit, remainder and time until the next token.</summary>
    public bool AddsRateLimitHeaders { get; init; }

    /// <summary>Whether gRPC clients get RESOURCE_EXHAUSTED instead of UNAVAILABLE.</summary>
    public bool AsResourceExhausted { get; init; }

    /// <summary>How many buckets one descriptor with an open value keeps; the one that was used longest ago gives way.</summary>
    public uint MaxDynamicDescriptors { get; init; } = 20;

    /// <summary>The message as text; equal texts limit alike.</summary>
    internal string Text { get; init; } = "";

    /// <summary>Reads the message.</summary>
    /// <param name="message">Its fields.</param>
    /// <param name="perRoute">It is a route's or virtual host's, which must state a bucket.</param>
    internal static LocalRateLimit Read(EnvoyMessage message, bool perRoute)
    {
        message.Ignore("@type", "stat_prefix");
        message.Require("stat_prefix");
        if (perRoute && !message.Has("token_bucket"))
            message.Report.Refused(message.Path, message.Line, "local rate limit token bucket must be set for per filter configs");
        var limit = new LocalRateLimit
        {
            Text = message.ToString(),
            Status = HttpStatusCodes.ReadRefusal(message.Message("status")),
            TokenBucket = TokenBucketSettings.Read(message.Message("token_bucket")),
            FilterEnabled = RuntimeFraction.Read(message.Message("filter_enabled")),
            FilterEnforced = RuntimeFraction.Read(message.Message("filter_enforced")),
            RequestHeadersWhenNotEnforced = HeaderValueOption.ReadAll(message, "request_headers_to_add_when_not_enforced"),
            ResponseHeaders = HeaderValueOption.ReadAll(message, "response_headers_to_add"),
            Descriptors = [.. message.Messages("descriptors").Select(LocalRateLimitDescriptor.Read).OfType<LocalRateLimitDescriptor>()],
            Stage = message.Number("stage"),
            RateLimits = RateLimitPolicy.ReadAll(message, "rate_limits"),
            VirtualHostRateLimits = (VirtualHostRateLimits)message.Choice("vh_rate_limits", "OVERRIDE", "INCLUDE", "IGNORE"),
            AlwaysConsumeDefaultTokenBucket = message.Flag("always_consume_default_token_bucket", true),
            AddsRateLimitHeaders = message.Choice("enable_x_ratelimit_headers", "OFF", "DRAFT_VERSION_03") == 1,
            AsResourceExhausted = message.Flag("rate_limited_as_resource_exhausted"),
            MaxDynamicDescriptors = message.Number("max_dynamic_descriptors", 20),
        };
        CheckDescriptors(limit, message);
        message.Done();
        return limit;
    }

    private static void CheckDescriptors(LocalRateLimit limit, EnvoyMessage message)
    {
        for (var i = 0; i < limit.Descriptors.Count; i++)
        {
            if (limit.Descriptors.Take(i).Any(earlier => earlier.Entries.SequenceEqual(limit.Descriptors[i].Entries)))
                message.Report.Refused(message.Path, message.Line, "duplicate descriptor in the local rate descriptor");
        }

        if (limit.Stage > RateLimitPolicy.LastStage)
            message.Report.Refused(message.Path, message.Line, "stage must be 10 or less");
    }
}
