namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string that may be missing: then there is no value instead of an error.</summary>
internal sealed class OptionalValue(IResourceWithConnectionString resource) : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => resource.ValueExpression;

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await resource.GetConnectionStringAsync(cancellationToken);
        }
        catch (DistributedApplicationException)
        {
            return null;
        }
    }
}
