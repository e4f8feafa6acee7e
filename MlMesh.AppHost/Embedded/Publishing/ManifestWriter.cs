using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the resources in Aspire's manifest format (https://aspire.dev/deployment/manifest-format/), as Aspire 13.5 does, byte for byte.</summary>
internal sealed class ManifestWriter(string directory, DistributedApplicationExecutionContext execution)
{
    private readonly Dictionary<string, ConditionalExpression> _conditionals = [];

    public async Task<byte[]> WriteAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        await using var json = new Utf8JsonWriter(stream, options);
        json.WriteStartObject();
        json.WriteStartObject("resources");
        foreach (var resource in model.Resources.Where(resource => !resource.Has<ExcludeFromManifestAnnotation>()))
            await WriteAsync(json, resource, cancellationToken);
        foreach (var (name, conditional) in _conditionals)
        {
            json.WriteStartObject(name);
            json.WriteString("type", "value.v0");
            json.WriteString("connectionString", await conditional.GetValueAsync(cancellationToken));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        return stream.ToArray();
    }

    private async Task WriteAsync(Utf8JsonWriter json, IResource resource, CancellationToken cancellationToken)
    {
        json.WriteStartObject(resource.Name);
        switch (resource)
        {
            case ProjectResource:
                json.WriteString("type", "project.v0");
                json.WriteString("path", Relative(resource.All<ProjectMetadataAnnotation>().Last().Metadata.ProjectPath));
                WriteArguments(json, resource, []);
                await WriteEnvironmentAsync(json, resource, cancellationToken);
                break;
            case ExecutableResource executable:
                json.WriteString("type", "executable.v0");
                json.WriteString("workingDirectory", Relative(executable.WorkingDirectory));
                json.WriteString("command", executable.Command);
                WriteArguments(json, resource, []);
                await WriteEnvironmentAsync(json, resource, cancellationToken);
                break;
            case ContainerResource container:
                json.WriteString("type", "container.v0");
                WriteConnectionString(json, resource);
                json.WriteString("image", container.All<ContainerImageAnnotation>().Last().Reference);
                if (container.Entrypoint is { } entrypoint)
                    json.WriteString("entrypoint", entrypoint);
                WriteArguments(json, resource, container.All<ContainerCommandAnnotation>().SelectMany(annotation => annotation.Arguments()));
                await WriteEnvironmentAsync(json, resource, cancellationToken);
                break;
            case ParameterResource parameter:
                json.WriteString("type", "parameter.v0");
                WriteInput(json, parameter);
                break;
            case ConnectionStringResource { Parameter: { } parameter }:
                json.WriteString("type", "parameter.v0");
                WriteConnectionString(json, resource);
                WriteInput(json, parameter);
                break;
            default:
                json.WriteString("type", "value.v0");
                WriteConnectionString(json, resource);
                break;
        }

        WriteBindings(json, resource);
        json.WriteEndObject();
    }

    private void WriteConnectionString(Utf8JsonWriter json, IResource resource)
    {
        if (resource is IResourceWithConnectionString source)
            json.WriteString("connectionString", Express(source.ConnectionStringExpression));
    }

    private void WriteArguments(Utf8JsonWriter json, IResource resource, IEnumerable<string> command)
    {
        var arguments = command.Concat(resource.All<ArgumentsAnnotation>().SelectMany(annotation => annotation.Arguments).Select(Express)).ToArray();
        if (arguments.Length == 0)
            return;
        json.WriteStartArray("args");
        foreach (var argument in arguments)
            json.WriteStringValue(argument);
        json.WriteEndArray();
    }

    private async Task WriteEnvironmentAsync(Utf8JsonWriter json, IResource resource, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(execution, resource, [], cancellationToken);
        foreach (var annotation in resource.All<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        if (context.EnvironmentVariables.Count == 0)
            return;
        json.WriteStartObject("env");
        foreach (var (name, value) in context.EnvironmentVariables)
            json.WriteString(name, Express(value));
        json.WriteEndObject();
    }

    private static void WriteBindings(Utf8JsonWriter json, IResource resource)
    {
        if (!resource.Has<EndpointAnnotation>())
            return;
        json.WriteStartObject("bindings");
        foreach (var endpoint in resource.All<EndpointAnnotation>())
        {
            json.WriteStartObject(endpoint.Name);
            json.WriteString("scheme", endpoint.UriScheme);
            json.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            json.WriteString("transport", endpoint.Transport);
            if (endpoint.Port is { } port)
                json.WriteNumber("port", port);
            if (endpoint.TargetPort is { } targetPort)
                json.WriteNumber("targetPort", targetPort);
            if (endpoint.IsExternal)
                json.WriteBoolean("external", true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter json, ParameterResource parameter)
    {
        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
            json.WriteBoolean("secret", true);
        if (parameter.PublishedDefault is { } value)
        {
            json.WriteStartObject("default");
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private string Express(object value)
    {
        if (value is ReferenceExpression expression)
            Collect(expression);
        return value switch
        {
            string text => text,
            IManifestExpressionProvider provider => provider.ValueExpression,
            IResourceBuilder<IResource> { Resource: IManifestExpressionProvider provider } => provider.ValueExpression,
            _ => value.ToString() ?? "",
        };
    }

    private void Collect(ReferenceExpression expression)
    {
        if (expression.Conditional is { } conditional)
            _conditionals.TryAdd(conditional.Name, conditional);
        foreach (var part in expression.ValueProviders.OfType<ReferenceExpression>())
            Collect(part);
    }

    private string Relative(string path) => Path.GetRelativePath(directory, path).Replace('\\', '/');
}
