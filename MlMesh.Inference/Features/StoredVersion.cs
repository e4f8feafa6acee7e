using StackExchange.Redis;

namespace MlMesh.Inference.Features;

/// <summary>Whether the store holds the tables of this server; asked along with a read now and then, not with each.</summary>
internal sealed class StoredVersion(string expected, TimeSpan interval, TimeProvider clock)
{
    private const string Unknown = "The feature store was not asked for its tables yet.";

    private volatile string? _wrong = Unknown;
    private volatile bool _wasRight;
    private long _asked;

    /// <summary>Whether the next round trip should ask: always until the answer is right, so that loading the tables ends the degradation at once.</summary>
    public bool IsDue => _wrong is not null || clock.GetElapsedTime(Volatile.Read(ref _asked)) >= interval;

    /// <summary>Takes the store's answer.</summary>
    /// <returns>Whether the store lost the tables: it held them, and now holds none.</returns>
    public bool Answered(RedisValue stored)
    {
        var version = (string?)stored;
        var lost = version is null && _wasRight;
        _wasRight = version == expected || lost;
        _wrong = version == expected ? null
            : version is null ? $"The feature store holds no feature tables ({FeatureKeys.Version} is absent): run load-features."
            : $"The feature store holds feature tables {version}, and this server was made for {expected}.";
        Volatile.Write(ref _asked, clock.GetTimestamp());
        return lost;
    }

    /// <summary>After a failure the store may come back empty: the next round trip asks again.</summary>
    public void Doubt() => _wrong = Unknown;

    /// <summary>What is wrong with the store's tables; <see langword="null"/> when nothing is.</summary>
    public string? Wrong => _wrong;
}
