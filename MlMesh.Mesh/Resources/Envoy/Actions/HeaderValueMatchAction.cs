namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A fixed entry for requests whose headers match, or do not.</summary>
/// <param name="Key">Key of the entry.</param>
/// <param name="Value">Value of the entry.</param>
/// <param name="ExpectMatch">Whether all of <paramref name="Headers"/> must match; otherwise at least one must not.</param>
/// <param name="Headers">The conditions.</param>
public sealed record HeaderValueMatchAction(string Key, string Value, bool ExpectMatch, IReadOnlyList<HeaderMatcher> Headers) : RateLimitAction
{
    internal static HeaderValueMatchAction? Read(EnvoyMessage? message)
    {
        if (message is null)
            return null;
        message.Require("descriptor_value");
        message.Require("headers");
        var action = new HeaderValueMatchAction(
            message.Text("descriptor_key", "header_match"),
            message.Text("descriptor_value"),
            message.Flag("expect_match", true),
            [.. message.Messages("headers").Select(HeaderMatcher.Read)]);
        message.Done();
        return action;
    }
}
