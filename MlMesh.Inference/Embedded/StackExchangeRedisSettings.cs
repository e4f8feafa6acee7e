namespace Aspire.StackExchange.Redis;

/// <summary>Settings of the Redis client, as far as MlMesh uses them.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>Connection string; from <c>ConnectionStrings:{connectionName}</c> unless set here.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether the integration adds no health check of its own. The stand-in never does.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether the integration traces no commands of its own. The stand-in never does.</summary>
    public bool DisableTracing { get; set; }
}
