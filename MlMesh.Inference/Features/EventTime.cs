namespace MlMesh.Inference.Features;

/// <summary>The 30-minute buckets of event time, numbered from 1970-01-01T00:00 on the wall clock.</summary>
internal static class EventTime
{
    public const int BucketMinutes = 30;
    public const int BucketsPerHour = 60 / BucketMinutes;
    public const int BucketsPerDay = 24 * BucketsPerHour;

    private const long TicksPerBucket = BucketMinutes * TimeSpan.TicksPerMinute;

    /// <summary>The bucket that holds a moment; a moment on an edge belongs to the later bucket.</summary>
    public static long Bucket(DateTime moment) => moment.Ticks / TicksPerBucket - DateTime.UnixEpoch.Ticks / TicksPerBucket;

    /// <summary>The end of a bucket, which is no longer part of it.</summary>
    public static DateTime Close(long bucket) => new((bucket + 1) * TicksPerBucket + DateTime.UnixEpoch.Ticks);
}
