namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Adds an entry to the descriptor of a request (<c>envoy.config.route.v3.RateLimit.Action</c>).</summary>
public abstract record RateLimitAction
{
    internal static RateLimitAction? ReadAny(EnvoyMessage message)
    {
        RateLimitAction? action = message.Names.FirstOrDefault() switch
        {
            "request_headers" or "requestHeaders" => RequestHeaderAction.Read(message.Message("request_headers")),
            "query_parameters" or "queryParameters" => QueryParameterAction.Read(message.Message("query_parameters")),
            "remote_address" or "remoteAddress" => RemoteAddressAction.Read(message.Message("remote_address")),
            "generic_key" or "genericKey" => GenericKeyAction.Read(message.Message("generic_key")),
            "header_value_match" or "headerValueMatch" => HeaderValueMatchAction.Read(message.Message("header_value_match")),
            "source_cluster" or "sourceCluster" => ClusterAction.Read(message.Message("source_cluster"), isSource: true),
            "destination_cluster" or "destinationCluster" => ClusterAction.Read(message.Message("destination_cluster"), isSource: false),
            "metadata" => MetadataAction.Read(message.Message("metadata")),
            "dynamic_metadata" or "dynamicMetadata" => MetadataAction.Read(message.Message("dynamic_metadata")),
            _ => null,
        };
        if (!message.Names.Any())
            message.Report.Refused(message.Path, message.Line, "an action is required");
        message.Done();
        return action;
    }
}
