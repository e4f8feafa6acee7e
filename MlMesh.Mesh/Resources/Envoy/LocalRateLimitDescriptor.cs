namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A limit of requests with certain descriptor entries.</summary>
/// <param name="Entries">What the request's descriptor must be, in this order; an entry without value takes any, and each combination has a bucket of its own.</param>
/// <param name="TokenBucket">The bucket.</param>
public sealed record LocalRateLimitDescriptor(IReadOnlyList<DescriptorEntry> Entries, TokenBucketSettings TokenBucket)
{
    internal static LocalRateLimitDescriptor? Read(EnvoyMessage message)
    {
        message.Require("entries");
        message.Require("token_bucket");
        var entries = message.Messages("entries").Select(ReadEntry).ToList();
        var bucket = TokenBucketSettings.Read(message.Message("token_bucket"));
        message.Done();
        if (bucket is null)
            return null;
        if (bucket.MaxTokens > 0 && bucket.FillInterval == TimeSpan.Zero)
            message.Report.Refused(message.Path, message.Line, "local rate limit descriptor token bucket fill timer must be >= 50ms");
        return new LocalRateLimitDescriptor(entries, bucket);
    }

    private static DescriptorEntry ReadEntry(EnvoyMessage message)
    {
        message.Require("key");
        var entry = new DescriptorEntry(message.Text("key"), message.Text("value"));
        message.Done();
        return entry;
    }
}
