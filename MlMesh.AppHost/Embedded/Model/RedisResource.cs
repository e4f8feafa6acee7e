namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Redis container.</summary>
/// <param name="name">Unique name.</param>
public sealed class RedisResource(string name) : ContainerResource(name, "/bin/sh"), IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";

    /// <summary>The endpoint that speaks RESP.</summary>
    public EndpointReference PrimaryEndpoint => new(this, EndpointName);

    /// <summary>The password; null when the server asks for none.</summary>
    public ParameterResource? PasswordParameter { get; internal set; }

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var tls = PrimaryEndpoint.GetTlsValue(ReferenceExpression.Create($",ssl=true"), ReferenceExpression.Empty);
            return PasswordParameter is null
                ? ReferenceExpression.Create($"{Host}:{Port}{tls}")
                : ReferenceExpression.Create($"{Host}:{Port},password={PasswordParameter}{tls}");
        }
    }

    private EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    private EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties()
    {
        var scheme = PrimaryEndpoint.Property(EndpointProperty.Scheme);
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        if (PasswordParameter is not null)
            yield return new("Password", ReferenceExpression.Create($"{PasswordParameter}"));
        yield return new("Uri", PasswordParameter is null
            ? ReferenceExpression.Create($"{scheme}://{Host}:{Port}")
            : ReferenceExpression.Create($"{scheme}://:{PasswordParameter}@{Host}:{Port}"));
    }
}
