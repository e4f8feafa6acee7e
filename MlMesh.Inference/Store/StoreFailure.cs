using StackExchange.Redis;

namespace MlMesh.Inference.Store;

/// <summary>Tells a failing store from a failing program.</summary>
internal static class StoreFailure
{
    /// <summary>Whether an exception means that the store is away, slow or refuses: the same call may succeed later.</summary>
    public static bool Is(Exception exception) => exception is RedisException or TimeoutException or ObjectDisposedException;
}
