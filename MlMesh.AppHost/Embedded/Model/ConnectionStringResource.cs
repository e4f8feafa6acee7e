namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string composed of other resources' endpoints, or given by configuration (<c>ConnectionStrings:{name}</c>).</summary>
/// <param name="name">Unique name.</param>
/// <param name="connectionString">Its value.</param>
public sealed class ConnectionStringResource(string name, ReferenceExpression connectionString) : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression { get; } = connectionString;

    /// <inheritdoc/>
    public string? ConnectionStringEnvironmentVariable { get; init; }

    /// <summary>Where the value comes from, when it is not composed.</summary>
    internal ParameterResource? Parameter { get; init; }
}
