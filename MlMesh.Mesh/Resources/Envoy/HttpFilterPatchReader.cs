namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Reads patches that insert an HTTP filter.</summary>
internal static class HttpFilterPatchReader
{
    public static HttpFilterPatch? Read(EnvoyFilter filter, EnvoyConfigObjectMatch match, EnvoyPatchOperation operation, EnvoyMessage message)
    {
        if (operation is not (EnvoyPatchOperation.InsertFirst or EnvoyPatchOperation.InsertBefore or EnvoyPatchOperation.InsertAfter or EnvoyPatchOperation.Add))
        {
            message.Report.Unsupported(message.Path, message.Line, "changes to filters that are already there");
            return null;
        }

        if (operation == EnvoyPatchOperation.Add || (operation == EnvoyPatchOperation.InsertAfter && match.Listener?.FilterChain?.Filter?.SubFilter is null))
            message.Report.Refused(message.Path, message.Line, "the filter would stand behind the router, which must be the last one");
        message.Ignore("is_optional");
        message.Require("name");
        var name = message.Text("name");
        var config = message.Message("typed_config") is { } typed ? TypedConfig.Read(typed) : null;
        message.Done();
        if (config?.Value is not { } value || config.Type is not (LocalRateLimit.TypeName or GlobalRateLimit.TypeName))
        {
            message.Report.Unsupported(message.Path, message.Line, $"HTTP filter {config?.Type ?? name}");
            return null;
        }

        return config.Type == LocalRateLimit.TypeName
            ? new HttpFilterPatch(filter, match, operation, name, LocalRateLimit.Read(value, perRoute: false), null)
            : new HttpFilterPatch(filter, match, operation, name, null, GlobalRateLimit.Read(value));
    }
}
