using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds parameters and connection strings.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter from configuration, <c>Parameters:{name}</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name.</param>
    /// <param name="secret">Whether its value must not be shown.</param>
    /// <returns>The parameter's builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        var key = $"Parameters:{name}";
        return builder.AddResource(new ParameterResource(name, () => builder.Configuration[key]
            ?? throw new DistributedApplicationException($"Parameter '{name}' has no value: set {key} in the configuration, as --{key}=…"), secret));
    }

    /// <summary>Adds a parameter with a fixed value, whatever the configuration says.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name.</param>
    /// <param name="value">The value.</param>
    /// <param name="publishValueAsDefault">Whether the manifest states the value as default.</param>
    /// <param name="secret">Whether its value must not be shown.</param>
    /// <returns>The parameter's builder.</returns>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, () => value, secret) { PublishedDefault = publishValueAsDefault ? value : null });

    /// <summary>Adds a connection string from configuration, <c>ConnectionStrings:{name}</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name.</param>
    /// <param name="environmentVariableName">The variable that carries it to dependants; null: <c>ConnectionStrings__{name}</c>.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var parameter = new ParameterResource(name, () => builder.Configuration.GetConnectionString(name)
            ?? throw new DistributedApplicationException($"Connection string '{name}' has no value: set ConnectionStrings:{name} in the configuration."), secret: true);
        return builder.AddResource(new ConnectionStringResource(name, ReferenceExpression.Create($"{parameter}")) { ConnectionStringEnvironmentVariable = environmentVariableName, Parameter = parameter });
    }

    /// <summary>Adds a connection string that is composed of other resources' values.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique name.</param>
    /// <param name="connectionStringExpression">Its value.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression) =>
        builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
}
