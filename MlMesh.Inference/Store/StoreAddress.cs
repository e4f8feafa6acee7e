using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace MlMesh.Inference.Store;

/// <summary>The feature store as spans name it.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port, boxed once.</param>
/// <param name="Namespace">Number of the database.</param>
internal sealed record StoreAddress(string? Host, object? Port, string Namespace)
{
    public static StoreAddress Of(IConnectionMultiplexer store)
    {
        var database = store.GetDatabase().Database.ToString(CultureInfo.InvariantCulture);
        return store.GetEndPoints(configuredOnly: true).FirstOrDefault() switch
        {
            DnsEndPoint dns => new(dns.Host, dns.Port, database),
            IPEndPoint ip => new(ip.Address.ToString(), ip.Port, database),
            _ => new(null, null, database),
        };
    }
}
