namespace Aspire.Hosting.ApplicationModel;

/// <summary>Refers to an endpoint of a resource, which gets its address when the application starts.</summary>
/// <param name="resource">The resource.</param>
/// <param name="endpointName">The endpoint's name.</param>
public sealed class EndpointReference(IResourceWithEndpoints resource, string endpointName) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The resource.</summary>
    public IResourceWithEndpoints Resource { get; } = resource;

    /// <summary>The endpoint's name.</summary>
    public string EndpointName { get; } = endpointName;

    /// <summary>Whether the resource has such an endpoint.</summary>
    public bool Exists => Find() is not null;

    /// <summary>Whether it has its address already.</summary>
    public bool IsAllocated => Find()?.AllocatedEndpoint is not null;

    /// <summary>The port that others connect to.</summary>
    public int Port => Allocated.Port;

    /// <summary>The port that the process itself listens on.</summary>
    public int TargetPort => Allocated.TargetPort;

    /// <summary>The host.</summary>
    public string Host => Allocated.Address;

    /// <summary>The URL's scheme.</summary>
    public string Scheme => Annotation.UriScheme;

    /// <summary>The URL.</summary>
    public string Url => Allocated.UriString;

    /// <inheritdoc/>
    public string ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    internal EndpointAnnotation Annotation => Find()
        ?? throw new InvalidOperationException($"Resource '{Resource.Name}' has no endpoint '{EndpointName}'.");

    private AllocatedEndpoint Allocated => Annotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"Endpoint '{EndpointName}' of '{Resource.Name}' has no address before the application starts.");

    /// <summary>A part of the endpoint's address.</summary>
    /// <param name="property">Which part.</param>
    /// <returns>A value to put into environment variables, arguments and expressions.</returns>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>Chooses between two values by whether the endpoint speaks TLS.</summary>
    /// <param name="enabledValue">The value with TLS.</param>
    /// <param name="disabledValue">The value without.</param>
    /// <returns>An expression that is decided when the application runs.</returns>
    public ReferenceExpression GetTlsValue(ReferenceExpression enabledValue, ReferenceExpression disabledValue) =>
        ReferenceExpression.CreateConditional(Property(EndpointProperty.TlsEnabled), bool.TrueString, enabledValue, disabledValue);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Url);

    private EndpointAnnotation? Find() =>
        Resource.All<EndpointAnnotation>().FirstOrDefault(endpoint => string.Equals(endpoint.Name, EndpointName, StringComparison.OrdinalIgnoreCase));
}
