namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A claim of the verified token: the metadata that Istio's JWT filter leaves under <c>envoy.filters.http.jwt_authn</c>, <c>payload</c>.</summary>
/// <param name="Key">Key of the entry.</param>
/// <param name="Claim">The claim's name, or the names on the way to a nested one.</param>
/// <param name="Fallback">Value without token or claim; empty for none.</param>
/// <param name="SkipIfAbsent">Without a value the descriptor just lacks the entry; otherwise there is no descriptor.</param>
public sealed record MetadataAction(string Key, IReadOnlyList<string> Claim, string Fallback, bool SkipIfAbsent) : RateLimitAction
{
    private const string Tokens = "envoy.filters.http.jwt_authn";
    private const string Payload = "payload";

    internal static MetadataAction? Read(EnvoyMessage? message)
    {
        if (message is null)
            return null;
        message.Require("descriptor_key");
        message.Require("metadata_key");
        var source = message.Choice("source", "DYNAMIC", "ROUTE_ENTRY");
        var key = message.Text("descriptor_key");
        var fallback = message.Text("default_value");
        var skip = message.Flag("skip_if_absent");
        var metadata = message.Message("metadata_key");
        message.Done();
        if (metadata is null)
            return null;
        var filter = metadata.Text("key");
        var path = metadata.Messages("path").Select(ReadStep).ToList();
        metadata.Done();
        if (source == 0 && filter == Tokens && path is [Payload, _, ..])
            return new MetadataAction(key, path[1..], fallback, skip);
        message.Report.Unsupported(metadata.Path, metadata.Line, $"of metadata only {Tokens}, {Payload}, is known");
        return null;
    }

    private static string ReadStep(EnvoyMessage message)
    {
        var key = message.Text("key");
        message.Done();
        return key;
    }
}
