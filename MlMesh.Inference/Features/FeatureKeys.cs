using StackExchange.Redis;

namespace MlMesh.Inference.Features;

/// <summary>The feature store's keys, <c>project:entity:id</c>.</summary>
public static class FeatureKeys
{
    /// <summary>String: which feature tables the store holds; written last by <c>load-features</c>, absent until they are complete.</summary>
    public const string Version = "features:version";

    /// <summary>Hash of integer counters of all flights: the fields are <c>{bucket}:n</c> (flights) and <c>{bucket}:nl</c> (late ones).</summary>
    public const string SystemWindow = "flights:system:window";

    /// <summary>Hash of an airport's historical rates.</summary>
    /// <param name="iata">IATA code, upper case.</param>
    public static RedisKey Airport(string iata) => "flights:airport:" + iata;

    /// <summary>Hash of a route's historical rate.</summary>
    /// <param name="origin">IATA code, upper case.</param>
    /// <param name="destination">IATA code, upper case.</param>
    public static RedisKey Route(string origin, string destination) => string.Concat("flights:route:", origin, "-", destination);

    /// <summary>
    /// Hash of an airport's integer counters: the fields are <c>{bucket}:d</c> and <c>{bucket}:dl</c> (departures, late departures),
    /// <c>{bucket}:a</c> and <c>{bucket}:al</c> (arrivals, late arrivals). A bucket is numbered by the half hours since 1970-01-01T00:00.
    /// </summary>
    /// <param name="iata">IATA code, upper case.</param>
    public static RedisKey AirportWindow(string iata) => string.Concat("flights:airport:", iata, ":window");
}
