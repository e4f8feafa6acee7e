namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>The value of a request header; of a repeated one the first line.</summary>
/// <param name="Header">The header's name in lower case.</param>
/// <param name="Key">Key of the entry.</param>
/// <param name="SkipIfAbsent">Without the header the descriptor just lacks the entry; otherwise there is no descriptor.</param>
public sealed record RequestHeaderAction(string Header, string Key, bool SkipIfAbsent) : RateLimitAction
{
    internal static RequestHeaderAction? Read(EnvoyMessage? message)
    {
        if (message is null)
            return null;
        message.Require("header_name");
        message.Require("descriptor_key");
        var action = new RequestHeaderAction(message.Text("header_name").ToLowerInvariant(), message.Text("descriptor_key"), message.Flag("skip_if_absent"));
        message.Done();
        return action;
    }
}
