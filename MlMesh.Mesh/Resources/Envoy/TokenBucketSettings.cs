namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A token bucket (Envoy's <c>TokenBucket</c>). Tokens come back steadily, <see cref="TokensPerFill"/> in each <see cref="FillInterval"/>.</summary>
/// <param name="MaxTokens">How many it holds, and begins with; 0 refuses everything.</param>
/// <param name="TokensPerFill">How many come back in an interval.</param>
/// <param name="FillInterval">The interval; zero makes no bucket at all.</param>
public sealed record TokenBucketSettings(uint MaxTokens, uint TokensPerFill, TimeSpan FillInterval)
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(50);

    internal static TokenBucketSettings? Read(EnvoyMessage? message)
    {
        if (message is null)
            return null;
        message.Require("max_tokens");
        message.Require("fill_interval");
        var bucket = new TokenBucketSettings(message.Number("max_tokens"), message.Number("tokens_per_fill", 1), message.Duration("fill_interval") ?? TimeSpan.Zero);
        if (bucket.FillInterval < LeastInterval && bucket.FillInterval != TimeSpan.Zero && bucket.MaxTokens > 0)
            message.Report.Refused(message.Path, message.Line, "local rate limit token bucket fill timer must be >= 50ms");
        if (message.Has("tokens_per_fill") && bucket.TokensPerFill == 0)
            message.Report.Refused(message.Path, message.Line, "tokens_per_fill must be greater than 0");
        message.Done();
        return bucket;
    }
}
